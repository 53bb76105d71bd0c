#pragma once

#include "samples.hpp"

#include "flex_video/core/ports/session_store.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace flex_video::core {

/// What every session_store must do with pictures; instantiated as session_store_contract is.
template <class Maker>
class kept_stills_contract : public testing::Test {
 protected:
  Maker maker_;
};

TYPED_TEST_SUITE_P(kept_stills_contract);

TYPED_TEST_P(kept_stills_contract, come_back_byte_by_byte) {
  auto& store = this->maker_.store();
  const auto write = [&](const change& change) { ASSERT_TRUE(store.commit(change)); };
  write({.session = samples::session(1)});
  write({.session = samples::session(2)});
  auto first = samples::still(1), second = samples::still(2), elsewhere = samples::still(3);
  for (int byte = 0; byte < 256; ++byte) first.image.push_back(static_cast<char>(byte));
  first.about.bytes = first.image.size();
  second.about.visit = samples::id<visit_id>(1);
  second.about.type = image_type::png;
  second.image.assign(largest_still, '\xfe');
  second.about.bytes = second.image.size();
  elsewhere.about.session = samples::id<session_id>(2);
  write({.stills = {first, second, elsewhere}});
  EXPECT_EQ(store.stills_of(first.about.session), (std::vector{first.about, second.about}));
  for (const auto& kept : {first, second, elsewhere})
    EXPECT_EQ(store.find_still(kept.about.session, kept.about.id), kept);
  EXPECT_EQ(store.find_still(first.about.session, elsewhere.about.id).error().code, store_errc::not_found);
}

REGISTER_TYPED_TEST_SUITE_P(kept_stills_contract, come_back_byte_by_byte);

}  // namespace flex_video::core
