// The JSON bodies of the API: what is accepted is the same when it is written and read again.
#include "expectation.hpp"
#include "json_text.hpp"

#include "flex_video/wire/codec.hpp"
#include "flex_video/wire/errc.hpp"

namespace {

using namespace flex_video;
using fuzz::require;

std::string text_of(const wire::start_session_request& request) {
  std::string json =
      R"({"conversationSid":")" + request.conversation.str() + R"(","taskSid":")" + request.task.str() + '"';
  if (request.locale) {
    json += R"(,"locale":)";
    wire::append_json_string(json, request.locale->text);
  }
  return json + '}';
}

std::string text_of(const wire::redeem_request& request) {
  std::string json = R"({"code":)";
  wire::append_json_string(json, request.code);
  return json + '}';
}

std::string text_of(const wire::empty_request&) { return "{}"; }

template <class Request>
void expect_round_trip(std::string_view body) {
  const auto read = wire::from_json<Request>(body);
  if (!read) {
    require(read.error().code.category() == make_error_code(wire::errc::malformed_json).category());
    return;
  }
  require(body.size() <= wire::largest_body);
  const auto written = text_of(*read);
  if (written.size() > wire::largest_body) return;  // what we escape takes more bytes than it came in
  const auto again = wire::from_json<Request>(written);
  require(again && text_of(*again) == written);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto body = fuzz::as_text(data, size);
  expect_round_trip<wire::start_session_request>(body);
  expect_round_trip<wire::redeem_request>(body);
  expect_round_trip<wire::empty_request>(body);
  return 0;
}
