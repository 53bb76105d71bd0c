#include "flex_video/core/retention.hpp"

#include "samples.hpp"

#include "flex_video/core/still.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using namespace std::chrono_literals;
using samples::noon;

TEST(retention, counts_from_now_back) {
  EXPECT_EQ(kept_long_enough({.retention = 1h}, noon), noon - 1h);
  EXPECT_EQ(kept_long_enough({}, noon), noon - std::chrono::days{30});
}

TEST(retention, that_is_for_good_is_never_over) {
  EXPECT_EQ(kept_long_enough({.retention = std::nullopt}, base::time_point::max()), std::nullopt);
}

TEST(retention, spares_what_has_not_ended_or_whose_room_may_be_open) {
  auto session = samples::session();
  EXPECT_FALSE(deletable(session));
  session.room_closed = true;
  EXPECT_FALSE(deletable(session)) << "it gets another room when somebody joins";
  session.state = session_state::live;
  EXPECT_FALSE(deletable(session));
  session.state = session_state::ended;
  EXPECT_TRUE(deletable(session));
  session.room_closed = false;
  EXPECT_FALSE(deletable(session));
}

TEST(retention, deletes_as_many_at_once_as_have_pictures_for_one) {
  const auto with = [](std::initializer_list<unsigned> stills) {
    std::vector<session> due;
    for (const auto count : stills) {
      due.push_back(samples::session());
      due.back().stills = count;
    }
    return due;
  };
  EXPECT_EQ(deleted_at_once({}), 0u);
  EXPECT_EQ(deleted_at_once(with({0, 0, 0})), 3u);
  EXPECT_EQ(deleted_at_once(with({most_stills})), 1u);
  EXPECT_EQ(deleted_at_once(with({most_stills, 0, 1, 0})), 2u);
  EXPECT_EQ(deleted_at_once(with({most_stills - 1, 1, 0})), 3u);
  EXPECT_EQ(deleted_at_once(with({most_stills + 1, 0})), 1u) << "one always goes";
}

TEST(retention, knows_the_webhooks_about_a_session) {
  const auto session = samples::session();
  auto webhook = samples::webhook();
  const auto concerned = [&](std::string key, std::string body) {
    webhook.key = std::move(key);
    webhook.body = std::move(body);
    return concerns(webhook, session);
  };
  EXPECT_TRUE(concerned("k", "a=b&RoomSid=" + session.room.str() + "&c=d"));
  EXPECT_TRUE(concerned("k", "TaskSid=" + session.task.str()));
  EXPECT_TRUE(concerned(
      "k", "TaskAttributes=%7B%22conversationSid%22%3A%22" + session.conversation.str() + "%22%7D"));
  EXPECT_TRUE(concerned(session.room.str() + "/room-ended/3", ""));
  EXPECT_FALSE(concerned("k", "RoomSid=" + samples::sid_of<"RM">(2).str()));
  EXPECT_FALSE(concerned("EV1", ""));
}

TEST(retention, adds_rows_kind_by_kind) {
  row_counts counts, more;
  counts[kept_row::session] = 1;
  counts[kept_row::webhook] = 2;
  more[kept_row::session] = 3;
  more[kept_row::still] = 4;
  counts += more;
  EXPECT_EQ(counts[kept_row::session], 4u);
  EXPECT_EQ(counts[kept_row::still], 4u);
  EXPECT_EQ(counts[kept_row::webhook], 2u);
  EXPECT_EQ(counts[kept_row::room], 0u);
}

}  // namespace
}  // namespace flex_video::core
