#include "testing/model_client.hpp"
#include "testing/room_fixture.hpp"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <memory>
#include <random>

namespace flex_video::rooms {
namespace {

using std::chrono::milliseconds;
using enum model_client::phase;

enum class trouble { none, outages, outages_and_restarts };

/// A few clients and a network between them and the server that delivers when it pleases, each direction in
/// order, and breaks at any moment, losing what was under way; and a server that ends at any moment, of which
/// the next one has what was kept. Everything is decided by the seed.
class schedule {
 public:
  schedule(unsigned seed, trouble expected)
      : random_(seed),
        trouble_(expected),
        server_(start()),
        room_(server_->create_room({.unique_name = "r1", .max_participants = 10}).value()) {
    for (unsigned i = 0, count = 2 + seed % 3; i < count; ++i) enter();
  }

  void run(int count) {
    for (int i = 0; i < count; ++i) step();
    for (auto& each : seats_) {
      if (each->client.state() == gone) hang_up(*each, 1000);
    }
    for (int round = 0; round < 40; ++round) {
      for (auto& each : seats_) {
        if (!each->socket && each->client.state() == syncing) open(*each);
        while (up(*each)) {
        }
        while (down(*each)) {
        }
      }
      tick(milliseconds{100});
    }
  }

  /// Time for whoever is in the kept state only, having left a server that was then killed.
  void outwait_sessions() {
    for (auto& each : seats_) {
      if (each->client.state() == gone) hang_up(*each, 1000);
    }
    for (auto left = timings{}.session_timeout; left.count() >= 0; --left) tick(std::chrono::seconds{1});
    for (auto& each : seats_) {
      while (down(*each)) {
      }
    }
  }

  void check() const {
    std::vector<const model_client*> inside;
    for (const auto& each : seats_) {
      ASSERT_FALSE(each->kept && each->client.error()) << *each->client.error();
      if (each->client.state() == gone) continue;
      ASSERT_EQ(each->client.state(), connected) << each->client.identity();
      inside.push_back(&each->client);
    }
    for (const auto* one : inside) check(*one, inside);
  }

 private:
  struct seat {
    seat(const std::string& identity, std::string token, const std::string& room, bool with_track)
        : client(identity, std::move(token), room, with_track) {}

    model_client client;
    std::optional<connection_id> socket;
    std::deque<std::string> incoming;
    bool said_hello = false;
    bool kept = false;  ///< inside, and a server after this one knows it
  };

  std::unique_ptr<room_server> start() {
    room_server_options options;
    options.keeps_rooms = true;
    auto server = std::make_unique<room_server>(options, test_credentials(), clock_, ids_, nullptr);
    for (const auto& [sid, state] : kept_) EXPECT_TRUE(server->take_up(state));
    keep(*server);
    return server;
  }

  void keep(room_server& server) {
    for (auto& [sid, state] : server.take_changes()) kept_[sid] = state.value();
  }

  void keep() {
    keep(*server_);
    for (auto& each : seats_) each->kept = each->kept || each->client.state() == connected;
  }

  unsigned below(unsigned limit) { return std::uniform_int_distribution<unsigned>{0, limit - 1}(random_); }

  void enter() {
    const auto identity = "c" + std::to_string(++entered_);
    twilio::access_token_issuer issuer{test_credentials()};
    auto token = issuer.issue({.identity = identity,
                               .room = room_.sid.str(),
                               .issued_at = clock_.now(),
                               .expires_at = clock_.now() + std::chrono::hours{1},
                               .not_before = {}});
    seats_.push_back(std::make_unique<seat>(identity, std::move(token), room_.sid.str(), below(4) > 0));
    open(*seats_.back());
  }

  void open(seat& at) {
    at.socket = connection_id{++sockets_};
    at.incoming.clear();
    at.said_hello = false;
    at.client.open();
    server_->opened(*at.socket);
    collect();
  }

  void step() {
    auto& at = *seats_[below(static_cast<unsigned>(seats_.size()))];
    const auto choice = below(100);
    if (choice < 35)
      up(at);
    else if (choice < 75)
      down(at);
    else if (choice < 82)
      change(at);
    else if (choice < 92)
      tick(milliseconds{below(300)});
    else if (choice < 96)
      reopen(at);
    else if (choice < 98)
      trouble_ == trouble::outages_and_restarts&& below(2) > 0 ? restart() : outage(at);
    else if (below(8) == 0)
      replace(at);
  }

  void change(seat& at) {
    if (at.client.state() == gone) return;
    const auto choice = below(5);
    if (choice < 2)
      at.client.publish();
    else if (choice == 2)
      at.client.unpublish();
    else
      at.client.toggle();
  }

  void reopen(seat& at) {
    if (!at.socket && at.client.state() == syncing) open(at);
  }

  void outage(seat& at) {
    if (trouble_ == trouble::none || !at.socket || at.client.state() != connected) return;
    for (auto luck = below(3); luck > 0; --luck) below(2) ? up(at) : down(at);
    // A server that has not noticed yet learns it from the next socket.
    const auto socket = at.socket;
    lose_socket(at);
    if (below(3) > 0 && socket) server_->closed(*socket, 1006);
    collect();
    if (below(4) == 0) tick(milliseconds{2'500});
  }

  static void lose_socket(seat& at) {
    at.client.lose_socket();
    at.socket.reset();
    at.incoming.clear();
  }

  /// The server is stopped, or it is killed and loses what it has not kept.
  void restart() {
    if (below(2) > 0) {
      server_->drain();
      keep();
    }
    for (auto& each : seats_) {
      for (auto luck = below(3); luck > 0; --luck) down(*each);
      if (each->socket) lose_socket(*each);
    }
    clock_.advance(milliseconds{below(4'000)});
    server_ = start();
  }

  void replace(seat& at) {
    if (entered_ > 8 || at.client.state() != connected || !at.socket) return;
    if (below(2) > 0) {
      at.client.leave();
      while (up(at)) {
      }
    } else {
      hang_up(at, 1001);
      at.client.lose_socket();
      at.client.leave();
    }
    hang_up(at, 1000);
    enter();
  }

  void hang_up(seat& at, std::uint16_t code) {
    if (!at.socket) return;
    server_->closed(*at.socket, code);
    at.socket.reset();
    collect();
  }

  bool up(seat& at) {
    if (!at.socket || at.client.outgoing.empty()) return false;
    const auto frame = at.client.outgoing.front();
    at.client.outgoing.pop_front();
    at.said_hello = true;
    const auto socket = *at.socket;
    server_->received(socket, frame, arrival::in_burst);
    collect();
    if (!at.client.outgoing.empty()) return true;
    server_->burst_over(socket);
    collect();
    return true;
  }

  bool down(seat& at) {
    if (at.incoming.empty()) return false;
    const auto frame = at.incoming.front();
    at.incoming.pop_front();
    at.client.receive(boost::json::parse(frame));
    return true;
  }

  void tick(milliseconds time) {
    clock_.advance(time);
    for (const auto& each : seats_) {
      if (each->socket && each->said_hello) server_->received(*each->socket, R"({"type":"heartbeat"})");
    }
    server_->advance();
    collect();
    if (trouble_ == trouble::outages_and_restarts) keep();
  }

  void collect() {
    for (auto& wanted : server_->take_actions()) {
      for (auto& each : seats_) {
        if (auto* text = std::get_if<send_text>(&wanted); text && each->socket == text->to) {
          each->incoming.push_back(std::move(text->text));
        } else if (auto* closing = std::get_if<close_socket>(&wanted);
                   closing && each->socket == closing->which) {
          ADD_FAILURE() << each->client.identity() << " was closed with " << closing->code;
        }
      }
    }
  }

  void check(const model_client& one, const std::vector<const model_client*>& inside) const {
    SCOPED_TRACE(one.identity());
    EXPECT_EQ(one.remotes().size(), inside.size() - 1);
    if (inside.size() > 1) {
      EXPECT_EQ(one.connections().size(), inside.size() - 1);
    }
    std::size_t tracks = 0;
    for (const auto* other : inside) {
      if (other == &one) continue;
      tracks += other->tracks().size();
      check(one, *other);
    }
    EXPECT_EQ(one.subscribed().size(), tracks);
    EXPECT_EQ(one.published().size(), one.tracks().size());
  }

  /// What `one` knows of `other`, and that their one peer connection carries what they publish.
  void check(const model_client& one, const model_client& other) const {
    SCOPED_TRACE(other.identity());
    const model_client::remote* seen = nullptr;
    for (const auto& [sid, each] : one.remotes()) {
      if (each.identity == other.identity()) seen = &each;
    }
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->state, "connected");
    for (const auto& [id, enabled] : other.tracks()) {
      const auto& sid = other.published().at(id);
      EXPECT_EQ(one.subscribed().at(sid), id);
      EXPECT_EQ(seen->tracks.at(sid), enabled);
    }
    const model_connection *here = nullptr, *there = nullptr;
    for (const auto& [id, each] : one.connections()) {
      if (!other.connections().contains(id)) continue;
      ASSERT_FALSE(here) << "two connections of one pair";
      here = each.get();
      there = other.connections().at(id).get();
    }
    ASSERT_TRUE(here);
    EXPECT_TRUE(here->settled());
    model_connection::tracks expected;
    for (const auto& [id, enabled] : other.tracks()) expected.insert(id);
    EXPECT_EQ(here->received(), expected);
    if (trouble_ == trouble::none) {
      EXPECT_EQ(here->candidates(), there->gathered());
    }
  }

  std::mt19937 random_;
  trouble trouble_;
  base::manual_clock clock_;
  base::counting_random ids_;
  std::map<core::room_sid, std::string> kept_;
  std::unique_ptr<room_server> server_;
  core::room room_;
  std::vector<std::unique_ptr<seat>> seats_;
  std::uint64_t sockets_ = 0;
  int entered_ = 0;
};

constexpr unsigned seeds = 80;
constexpr int steps = 400;

TEST(any_schedule, ends_with_every_pair_stable_and_every_track_subscribed_once) {
  for (unsigned seed = 1; seed <= seeds && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    schedule quiet{seed, trouble::none};
    quiet.run(steps);
    quiet.check();
  }
}

TEST(any_schedule, ends_so_after_outages_too) {
  for (unsigned seed = 1; seed <= seeds && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    schedule rough{seed, trouble::outages};
    rough.run(steps);
    rough.check();
  }
}

TEST(any_schedule, ends_so_after_restarts_too) {
  for (unsigned seed = 1; seed <= seeds && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    schedule restarted{seed, trouble::outages_and_restarts};
    restarted.run(steps);
    restarted.outwait_sessions();
    restarted.check();
  }
}

}  // namespace
}  // namespace flex_video::rooms
