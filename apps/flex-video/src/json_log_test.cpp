#include "json_log.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/invite_code.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace flex_video::app {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

constexpr auto time_and = R"(\{"time":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z",)";

net::access request_for(std::string_view path) {
  return {.verb = net::method::post,
          .path = path,
          .status = 201,
          .took = 1500us,
          .remote_address = "2001:db8::1",
          .request_id = "0123456789abcdef"};
}

TEST(json_log, writes_an_object_a_line) {
  std::ostringstream out;
  const json_log log{"info", out};
  log.info("ready", log_line{}.add("port", 8080));
  log.error("failure");
  EXPECT_THAT(out.str(), MatchesRegex(std::string{time_and} +
                                      R"("level":"info","message":"ready","port":8080\})"
                                      "\n" +
                                      time_and +
                                      R"("level":"error","message":"failure"\})"
                                      "\n"));
}

TEST(json_log, leaves_out_what_is_below_its_level) {
  for (const auto& [level, lines] : {std::pair{"error", 1}, {"warn", 2}, {"info", 3}}) {
    std::ostringstream out;
    const json_log log{level, out};
    log.error("a");
    log.warn("b");
    log.info("c");
    EXPECT_EQ(std::ranges::count(out.str(), '\n'), lines) << level;
  }
}

TEST(json_log, does_not_take_text_for_a_pattern) {
  std::ostringstream out;
  json_log{"info", out}.info("{} %v", log_line{}.add("t", "{0} %l"));
  EXPECT_THAT(out.str(), HasSubstr(R"("message":"{} %v","t":"{0} %l"})"));
}

TEST(json_log, reports_requests_at_info_only) {
  for (const auto* level : {"error", "warn"}) {
    std::ostringstream out;
    EXPECT_FALSE(json_log(level, out).attach({}).on_access) << level;
  }
  std::ostringstream out;
  const json_log log{"info", out};
  log.attach({}).on_access(request_for("/v1/visits"));
  EXPECT_THAT(
      out.str(),
      HasSubstr(
          R"("message":"request","request":"0123456789abcdef","method":"POST","path":"/v1/visits","status":201,"microseconds":1500,)"
          R"("from":"2001:db8::1"})"));
}

TEST(json_log, reports_what_handlers_let_out) {
  std::ostringstream out;
  const json_log log{"error", out};
  log.attach({}).on_failure("no \"such\" table");
  EXPECT_THAT(out.str(), HasSubstr(R"("message":"failure","what":"no \"such\" table"})"));
}

TEST(json_log, reports_refusals_with_their_library) {
  std::ostringstream out;
  const json_log log{"warn", out};
  const auto refusal = base::fail(core::errc::session_ended, "room RM1").error();
  log.warn(refusal);
  EXPECT_THAT(out.str(), HasSubstr("\"message\":\"" + refusal.code.message() + "\",\"library\":\"" +
                                   refusal.code.category().name() + R"(","detail":"room RM1"})"));
}

TEST(json_log, never_writes_codes_or_tokens) {
  const std::string hidden = std::string(core::invite_code_length, 'h');
  std::ostringstream out;
  const json_log log{"info", out};
  const auto options = log.attach({});
  for (const auto& path : {"/j/" + hidden, std::string{"/j/hhh"}, "/%6A/" + hidden, "/x/" + hidden + "/y"})
    options.on_access(request_for(path));
  options.on_failure("refused " + hidden);
  log.warn(base::fail(core::errc::session_ended, "Cookie: a=" + hidden).error());
  log.info("link " + hidden, log_line{}.add("token", hidden));
  EXPECT_EQ(std::ranges::count(out.str(), '\n'), 7);
  EXPECT_THAT(out.str(), Not(HasSubstr("hhh")));
}

}  // namespace
}  // namespace flex_video::app
