#include "flex_video/core/errc.hpp"

#include "flex_video/core/ports/conversation_messages.hpp"
#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/ports/task_directory.hpp"
#include "flex_video/core/ports/video_provider.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

TEST(core_errc, of_different_ports_are_different_even_with_equal_numbers) {
  const std::error_code codes[] = {errc::task_not_accepted, identity_errc::invalid,
                                   task_errc::not_reserved, provider_errc::unavailable,
                                   store_errc::not_found,   message_errc::unavailable};
  for (const auto& a : codes) {
    for (const auto& b : codes) EXPECT_EQ(a == b, &a == &b) << a.message() << " / " << b.message();
  }
}

TEST(core_errc, have_words) {
  for (int value = 1; value <= static_cast<int>(errc::supervisor_present); ++value) {
    EXPECT_NE(make_error_code(static_cast<errc>(value)).message(), "unknown") << value;
  }
  EXPECT_EQ(make_error_code(identity_errc::expired).message(), "the Flex token has expired");
}

}  // namespace
}  // namespace flex_video::core
