#include "signalling/group/server_end.hpp"
#include "testing/model_browser.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <random>
#include <set>

namespace flex_video::rooms {
namespace {

/// A browser and the server's end of its connection, with a network between them that delivers when it
/// pleases, each direction in order; both sides begin and end tracks at any moment. Decided by the seed.
class schedule {
 public:
  explicit schedule(unsigned seed) : random_(seed), end_({}, ids_) { browser_.offer(); }

  void run(int steps) {
    for (int i = 0; i < steps; ++i) step();
    while (ask_transport() || up() || down()) {
    }
  }

  void check() const {
    EXPECT_THAT(browser_.complaints(), testing::IsEmpty());
    EXPECT_TRUE(browser_.settled());
    EXPECT_TRUE(end_.settled());
    EXPECT_EQ(live_, wanted_);
    EXPECT_EQ(browser_.received(), wanted_);
    std::set<std::string> sent;
    for (const auto& [mid, track] : producing_) EXPECT_TRUE(sent.insert(track).second);
    EXPECT_EQ(sent, published_);
    EXPECT_TRUE(end_.has_data());
    EXPECT_LE(browser_.sections(), 2 + most_published + most_wanted + turnover);
  }

 private:
  unsigned below(unsigned limit) { return std::uniform_int_distribution<unsigned>{0, limit - 1}(random_); }

  void step() {
    const auto choice = below(100);
    if (choice < 30)
      up();
    else if (choice < 60)
      down();
    else if (choice < 70)
      ask_transport();
    else if (choice < 78)
      change_browser();
    else if (choice < 90)
      change_server();
    else if (choice < 92)
      browser_.restart_ice();
    else
      listen();
  }

  void change_browser() {
    if (below(2) > 0 && published_.size() < most_published) {
      const auto track = "t" + std::to_string(++made_);
      published_.insert(track);
      browser_.publish(below(2) > 0 ? media_kind::audio : media_kind::video, track);
    } else if (!published_.empty()) {
      const auto track = *published_.begin();
      published_.erase(track);
      browser_.unpublish(track);
    }
  }

  void change_server() {
    if (!end_.ready()) return;
    if (below(2) > 0 && wanted_.size() < most_wanted) {
      const auto id = "r" + std::to_string(++made_);
      const bool audio = below(2) > 0;
      const auto kind = audio ? media_kind::audio : media_kind::video;
      ASSERT_TRUE(end_.subscribe({id, kind, "PA", audio ? "opus" : "VP8"}));
      wanted_.insert(id);
    } else if (!wanted_.empty()) {
      const auto id = *wanted_.begin();
      end_.unsubscribe(id);
      wanted_.erase(id);
      live_.erase(id);
    }
  }

  bool up() {
    if (browser_.outgoing.empty()) return false;
    const auto said = browser_.outgoing.front();
    browser_.outgoing.pop_front();
    const auto taken = end_.take(said);
    EXPECT_TRUE(taken) << taken.error().detail;
    if (below(2) > 0) {
      EXPECT_TRUE(end_.take(said)) << "said again";
    }
    listen();
    return true;
  }

  bool down() {
    listen();
    if (incoming_.empty()) return false;
    browser_.take(incoming_.front());
    incoming_.pop_front();
    return true;
  }

  /// What the transport was asked for is done.
  bool ask_transport() {
    if (!opened_) {
      std::string fingerprint = "0B";
      for (int i = 1; i < 32; ++i) fingerprint += ":0B";
      end_.opened({.ice_ufrag = "s", .ice_password = "p", .candidates = {}, .fingerprint = fingerprint});
      opened_ = true;
    } else if (restarting_) {
      restarting_ = false;
      end_.restarted({.ufrag = "s2", .password = "p2"});
    } else {
      return false;
    }
    listen();
    return true;
  }

  void listen() {
    for (const auto& action : end_.take_actions()) std::visit(*this, action);
  }

 public:
  void operator()(const say_description& said) { incoming_.push_back(said.description); }
  void operator()(const connect_transport&) { EXPECT_FALSE(std::exchange(connected_, true)); }
  void operator()(const restart_transport&) { EXPECT_FALSE(std::exchange(restarting_, true)); }
  void operator()(const start_media& started) {
    EXPECT_TRUE(producing_.emplace(started.media.mid, started.media.track).second);
  }
  void operator()(const stop_media& stopped) { EXPECT_EQ(producing_.erase(stopped.mid), 1U); }
  void operator()(const start_subscription& started) {
    if (wanted_.contains(started.id)) {
      EXPECT_TRUE(live_.insert(started.id).second);
    }
  }
  void operator()(const fail_subscription& failed) { ADD_FAILURE() << failed.id; }
  void operator()(const open_data&) { EXPECT_FALSE(std::exchange(data_, true)); }

 private:
  static constexpr std::size_t most_published = 5;
  static constexpr std::size_t most_wanted = 8;
  /// Of another kind, or ended and not yet answered.
  static constexpr std::size_t turnover = 14;

  std::mt19937 random_;
  base::counting_random ids_;
  server_end end_;
  model_browser browser_;
  std::deque<description> incoming_;
  std::set<std::string> wanted_;
  std::set<std::string> live_;
  std::set<std::string> published_;
  std::map<std::string, std::string> producing_;
  bool opened_ = false;
  bool connected_ = false;
  bool restarting_ = false;
  bool data_ = false;
  int made_ = 0;
};

TEST(negotiation_schedule, ends_with_every_subscription_live_and_every_track_taken) {
  for (unsigned seed = 1; seed <= 60 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    schedule any{seed};
    any.run(400);
    any.check();
  }
}

}  // namespace
}  // namespace flex_video::rooms
