#include "flex_video/core/stills.hpp"

#include "samples.hpp"

#include "flex_video/core/errc.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using namespace std::string_literals;

const auto jpeg = "\xff\xd8\xff\xe0 and so on"s;
const auto png = "\x89PNG\r\n\x1a\n and so on"s;

class stills : public testing::Test {
 protected:
  base::result<change> keep(const visit& visit, const std::string& image = jpeg) {
    return keep_still(record_, visit, image, samples::noon, random_);
  }

  session_record record_ = samples::record();
  base::counting_random random_;
};

TEST_F(stills, are_kept_with_who_sent_them_and_an_event_that_names_them) {
  const auto change = keep(samples::visit(1, visit_state::in_room));
  ASSERT_TRUE(change);
  ASSERT_EQ(change->stills.size(), 1U);
  const auto& [about, image] = change->stills.front();
  EXPECT_EQ(image, jpeg);
  EXPECT_EQ(about.bytes, jpeg.size());
  EXPECT_EQ(about.type, image_type::jpeg);
  EXPECT_EQ(about.visit, samples::visit().id);
  EXPECT_EQ(about.taken_at, samples::noon);
  ASSERT_EQ(change->events.size(), 1U);
  EXPECT_EQ(change->events.front().kind, event_kind::still_kept);
  EXPECT_EQ(change->events.front().detail, about.id.str());
  EXPECT_EQ(change->events.front().actor, "customer:" + samples::visit().id.str());
  EXPECT_EQ(change->session->stills, 1U);
}

TEST_F(stills, of_the_agent_have_no_visit) {
  const auto change = keep_still(record_.session, png, samples::noon, random_);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->stills.front().about.visit, std::nullopt);
  EXPECT_EQ(change->stills.front().about.type, image_type::png);
  EXPECT_EQ(change->events.front().actor, "agent:" + samples::ada.str());
}

TEST_F(stills, come_from_those_in_the_call_only) {
  using enum visit_state;
  for (const auto state : {admitted, in_room, away}) EXPECT_TRUE(keep(samples::visit(1, state)));
  const auto refused = [&](visit_state state) { return keep(samples::visit(1, state)).error().code; };
  EXPECT_EQ(refused(opened), errc::visit_waiting);
  EXPECT_EQ(refused(waiting), errc::visit_waiting);
  EXPECT_EQ(refused(denied), errc::visit_denied);
  EXPECT_EQ(refused(removed), errc::visit_denied);
  EXPECT_EQ(refused(left), errc::visit_not_admitted);
}

TEST_F(stills, are_refused_when_it_is_over_or_there_are_too_many) {
  record_.session.stills = most_stills - 1;
  EXPECT_TRUE(keep(samples::visit()));
  record_.session.stills = most_stills;
  EXPECT_EQ(keep(samples::visit()).error().code, errc::too_many_stills);
  record_.session.state = session_state::ended;
  EXPECT_EQ(keep(samples::visit()).error().code, errc::session_ended);
  EXPECT_EQ(keep_still(record_.session, jpeg, samples::noon, random_).error().code, errc::session_ended);
}

TEST_F(stills, are_images_of_a_size_that_cameras_make) {
  for (const auto& other : {""s, "GIF89a"s, "<svg/>"s, "\xff\xd8"s, "\x89PNG\r\n\x1a"s})
    EXPECT_EQ(keep(samples::visit(), other).error().code, errc::not_an_image);
  auto large = jpeg;
  large.resize(largest_still);
  EXPECT_TRUE(keep(samples::visit(), large));
  large.push_back('.');
  EXPECT_EQ(keep(samples::visit(), large).error().code, errc::image_too_large);
}

}  // namespace
}  // namespace flex_video::core
