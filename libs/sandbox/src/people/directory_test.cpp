#include "people/directory.hpp"

#include "test_parts.hpp"

#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

TEST(directory, finds_staff_by_identity_and_by_worker) {
  test_parts test;
  const auto& ada = test.who("ada");
  EXPECT_EQ(ada.name, "Ada Agent");
  EXPECT_EQ(test.parts.people.find_worker(ada.worker.text()), &ada);
  EXPECT_EQ(test.parts.people.find("nobody"), nullptr);
  EXPECT_EQ(test.parts.people.find_worker("WK1"), nullptr);
}

TEST(directory, names_customers_and_leaves_strangers_as_they_are) {
  test_parts test;
  test.parts.people.add_customer("customer-1", "Cus Tomer");
  EXPECT_EQ(test.parts.people.name_of("customer-1"), "Cus Tomer");
  EXPECT_EQ(test.parts.people.name_of("someone"), "someone");
  EXPECT_FALSE(test.parts.people.knows("someone"));
}

TEST(directory, refuses_an_identity_that_would_break_a_token) {
  base::manual_clock clock;
  base::counting_random random;
  for (const auto* identity : {"", "a.b", "a b", "ä"}) {
    const sandbox_options options{.base_url = {},
                                  .account = {},
                                  .rest_callers = {},
                                  .plugins = {},
                                  .staff = {{identity, "Name", {}}},
                                  .clock = clock,
                                  .random = random};
    EXPECT_THROW(directory(options, make_tenant(options)), std::invalid_argument) << identity;
  }
}

}  // namespace
}  // namespace flex_video::sandbox
