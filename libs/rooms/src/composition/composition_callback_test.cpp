#include "composition/composition_callback.hpp"

#include "composition/testing/room_recordings.hpp"

#include <gmock/gmock.h>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;

struct telling_of_compositions : testing::Test {
  twilio::account_sid account = *twilio::account_sid::parse("AC" + std::string(32, '0'));
  composition_record composition = composition_of({.status_callback = "https://app.example/hook"});

  std::optional<status_callback> told(const composition_moment& moment = {}) {
    return make_composition_callback(account, "https://video.example", composition, moment, call_began + 90s);
  }
  std::string field(std::string_view name, const composition_moment& moment = {}) {
    const auto made = told(moment);
    return made ? std::string{twilio::form_value(made->parameters, name)} : "nothing was told";
  }
};

TEST_F(telling_of_compositions, says_that_one_is_begun) {
  composition.status = composition_status::processing;
  composition.wish.status_callback_method = callback_method::get;
  const auto made = told().value();
  const twilio::form expected{
      {"AccountSid", account.str()},
      {"RoomSid", composition.room.str()},
      {"CompositionSid", composition.sid.str()},
      {"CompositionUri", "https://video.example/v1/Compositions/" + composition.sid.str()},
      {"StatusCallbackEvent", "composition-started"},
      {"Timestamp", "2027-01-15T08:01:30.000Z"}};
  EXPECT_EQ(made.parameters, expected);
  EXPECT_EQ(made.url, "https://app.example/hook");
  EXPECT_EQ(made.method, callback_method::get);
  EXPECT_EQ(made.room, composition.room);
}

TEST_F(telling_of_compositions, says_how_far_one_is) {
  composition.status = composition_status::processing;
  const composition_moment moment{.progress = composing_progress{30, 70s}};
  EXPECT_EQ(field("StatusCallbackEvent", moment), "composition-progress");
  EXPECT_EQ(field("PercentageDone", moment), "30");
  EXPECT_EQ(field("SecondsRemaining", moment), "70");
}

TEST_F(telling_of_compositions, says_where_one_is_had) {
  composition.status = composition_status::completed;
  composition.duration = 61'600ms;
  composition.bytes = 5'000;
  EXPECT_EQ(field("StatusCallbackEvent"), "composition-available");
  EXPECT_EQ(field("MediaUri"), "https://video.example/v1/Compositions/" + composition.sid.str() + "/Media");
  EXPECT_EQ(field("Duration"), "62");
  EXPECT_EQ(field("Size"), "5000");
}

TEST_F(telling_of_compositions, says_why_one_has_failed) {
  composition.status = composition_status::failed;
  EXPECT_EQ(field("StatusCallbackEvent", {.why_failed = "signal 9"}), "composition-failed");
  EXPECT_EQ(field("ErrorMessage", {.why_failed = "signal 9"}), "signal 9");
  EXPECT_EQ(field("FailedOperation"), "CompositionProcessing");
}

TEST_F(telling_of_compositions, says_nothing_else_and_to_nobody_else) {
  EXPECT_FALSE(told()) << "enqueued";
  composition.status = composition_status::deleted;
  EXPECT_FALSE(told());
  composition.status = composition_status::completed;
  composition.wish.status_callback.clear();
  EXPECT_FALSE(told());
}

}  // namespace
}  // namespace flex_video::rooms
