#include "postgresql_feed.hpp"
#include "samples.hpp"
#include "testing/database_places.hpp"
#include "testing/news.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <unistd.h>

namespace flex_video::store {
namespace {

namespace samples = core::samples;
using testing::news;
using testing::open_place;
using testing::postgresql_place;
using testing::sqlite_place;

const auto one = samples::id<core::session_id>(1);
const auto two = samples::id<core::session_id>(2);

core::change event_of(const core::session_id& session, unsigned char number) {
  auto event = samples::event(number);
  event.session = session;
  return {.events = {event}};
}

TEST(session_feed, tells_on_sqlite_of_each_commit_with_events_once_it_can_be_read) {
  open_place<sqlite_place> open;
  std::vector<core::session_id> told;
  open.store().listen([&](const std::optional<core::session_id>& id) {
    EXPECT_EQ(open.store().events_of(*id)->size(), 2u);
    told.push_back(*id);
  });
  ASSERT_TRUE(open.store().commit({.session = samples::session()}));
  EXPECT_TRUE(told.empty());
  ASSERT_TRUE(open.store().commit({.events = {samples::event(1), samples::event(2)}}));
  EXPECT_EQ(told, std::vector{one});
  ASSERT_FALSE(open.store().commit({.events = {samples::event(1)}}));
  EXPECT_EQ(told, std::vector{one});
}

TEST(session_feed, tells_every_store_on_postgresql_of_the_others_commits) {
  news here, there;
  open_place<postgresql_place> open;
  const auto replica = open.open();
  ASSERT_TRUE(open.store().commit({.session = samples::session(1)}));
  ASSERT_TRUE(open.store().commit({.session = samples::session(2)}));
  open.store().listen(here.listener());
  replica->listen(there.listener());
  ASSERT_TRUE(here.comes(std::nullopt));
  ASSERT_TRUE(there.comes(std::nullopt));

  ASSERT_TRUE(open.store().commit(event_of(one, 1)));
  ASSERT_TRUE(replica->commit(event_of(two, 2)));
  EXPECT_TRUE(here.comes(one));
  EXPECT_TRUE(here.comes(two));
  EXPECT_TRUE(there.comes(one));
  EXPECT_TRUE(there.comes(two));
}

TEST(session_feed, tells_of_nothing_that_was_taken_back) {
  news heard;
  open_place<postgresql_place> open;
  ASSERT_TRUE(open.store().commit({.session = samples::session(1), .events = {samples::event(1)}}));
  open.store().listen(heard.listener());
  ASSERT_TRUE(heard.comes(std::nullopt));
  ASSERT_FALSE(open.store().commit({.events = {samples::event(2), samples::event(1)}}));
  ASSERT_TRUE(open.store().commit({.session = samples::session(2), .events = event_of(two, 3).events}));
  ASSERT_TRUE(heard.comes(two));
  EXPECT_EQ(heard.all(), (std::vector<news::item>{std::nullopt, two}));
}

TEST(session_feed, hears_again_after_its_connection_broke) {
  news heard;
  open_place<postgresql_place> open;
  ASSERT_TRUE(open.store().commit({.session = samples::session()}));
  open.store().listen(heard.listener());
  ASSERT_TRUE(heard.comes(std::nullopt));
  ASSERT_EQ(open.place().execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' "
                "AND datname = current_database()"),
            "t");
  ASSERT_TRUE(heard.comes(std::nullopt, 2)) << "some may have been missed";
  ASSERT_TRUE(open.store().commit({.events = {samples::event(1)}}));
  EXPECT_TRUE(heard.comes(one));
}

TEST(session_feed, takes_any_other_payload_for_news_of_all) {
  news heard;
  open_place<postgresql_place> open;
  open.store().listen(heard.listener());
  ASSERT_TRUE(heard.comes(std::nullopt));
  open.place().execute("NOTIFY flex_video_session, 'from a newer replica'");
  EXPECT_TRUE(heard.comes(std::nullopt, 2));
}

/// Accepts connections, as the kernel does, and never says a word on them.
class silent_server {
 public:
  silent_server() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(socket_, 8), 0);
    EXPECT_EQ(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
  }
  silent_server(const silent_server&) = delete;
  silent_server& operator=(const silent_server&) = delete;
  ~silent_server() { ::close(socket_); }

  base::secret url() const {
    return base::secret{"postgresql://flex@127.0.0.1:" + std::to_string(port_) + "/flex"};
  }
  void accept_one() const { ::close(::accept(socket_, nullptr, nullptr)); }

 private:
  int socket_;
  std::uint16_t port_ = 0;
};

TEST(session_feed, gives_an_attempt_up_and_makes_another) {
  const silent_server server;
  news heard;
  const postgresql_feed feed{server.url(), std::chrono::milliseconds{50}, heard.listener()};
  server.accept_one();
  server.accept_one();
  EXPECT_TRUE(heard.all().empty());
}

TEST(session_feed, ends_at_once_while_it_waits_for_the_server) {
  const silent_server server;
  news heard;
  std::optional<postgresql_feed> feed{std::in_place, server.url(), std::chrono::hours{1}, heard.listener()};
  server.accept_one();
  const auto asked = std::chrono::steady_clock::now();
  feed.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds{5});
}

}  // namespace
}  // namespace flex_video::store
