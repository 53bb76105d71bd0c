#include "flex_video/wire/problems.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/wire/errc.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace flex_video::wire {
namespace {

problem told(std::error_code code, std::string detail = {}) { return problem_of({code, std::move(detail)}); }

TEST(problems, have_a_row_for_every_refusal_of_the_escalation) {
  for (int value = 1; value <= static_cast<int>(core::errc::role_not_allowed); ++value) {
    EXPECT_NE(told(static_cast<core::errc>(value)).code, "internal_error") << value;
  }
  for (int value = 1; value <= static_cast<int>(errc::too_many_streams); ++value) {
    EXPECT_NE(told(static_cast<errc>(value)).code, "internal_error") << value;
  }
}

TEST(problems, tell_status_and_code) {
  EXPECT_EQ(told(core::errc::session_ended).status, 410u);
  EXPECT_EQ(told(core::errc::session_ended).code, "session_ended");
  EXPECT_EQ(told(core::identity_errc::expired).code, "flex_token_expired");
  EXPECT_EQ(told(core::store_errc::conflict).status, 503u);
}

TEST(problems, are_internal_without_a_row) {
  const auto unknown = told(std::make_error_code(std::errc::io_error), "secret detail");
  EXPECT_EQ(unknown.status, 500u);
  EXPECT_EQ(unknown.code, "internal_error");
  EXPECT_FALSE(unknown.field);
}

TEST(problems, name_the_field_to_blame_and_no_other_detail) {
  EXPECT_EQ(told(errc::missing_field, "taskSid").field, "taskSid");
  EXPECT_EQ(told(core::errc::visit_ambiguous).field, "visit");
  EXPECT_FALSE(told(core::errc::session_ended, "session 7 of Ada").field);
}

TEST(problems, do_not_echo_a_name_that_is_long_or_not_printable) {
  EXPECT_TRUE(told(errc::unknown_field, std::string(64, 'x')).field);
  for (const auto& name :
       {std::string(65, 'x'), std::string{"a\nb"}, std::string{"a b"}, std::string{"ä"}, std::string{}}) {
    EXPECT_FALSE(told(errc::unknown_field, name).field) << name;
  }
}

TEST(problems, list_each_code_once) {
  const auto codes = problem_codes();
  EXPECT_EQ(std::set(codes.begin(), codes.end()).size(), codes.size());
  for (const auto* code : {"malformed_json", "visit_waiting", "not_found", "internal_error", "cross_site",
                           "overloaded", "too_many_connections_from_address"}) {
    EXPECT_NE(std::ranges::find(codes, code), codes.end()) << code;
  }
}

}  // namespace
}  // namespace flex_video::wire
