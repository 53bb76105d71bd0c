#include "flex_video/twilio/basic_authorization.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace flex_video::twilio {
namespace {

const std::vector<basic_credentials> callers{{"AC1", base::secret{"the token"}},
                                             {"SK2", base::secret{"a:b"}}};

TEST(basic_authorization, knows_a_caller_by_name_and_password) {
  EXPECT_TRUE(is_authorized(callers, "Basic QUMxOnRoZSB0b2tlbg=="));  // AC1:the token
  EXPECT_TRUE(is_authorized(callers, "Basic U0syOmE6Yg=="));          // SK2:a:b
}

TEST(basic_authorization, refuses_everybody_else) {
  for (const auto* header : {"", "Basic", "Basic ", "Basic QUMx", "Bearer QUMxOnRoZSB0b2tlbg==",
                             "Basic QUMxOmE6Yg==",          // AC1:a:b
                             "Basic QUMxOg==",              // AC1:
                             "Basic QUMxOnRoZSB0b2tlbg="})  // cut off
    EXPECT_FALSE(is_authorized(callers, header)) << header;
}

}  // namespace
}  // namespace flex_video::twilio
