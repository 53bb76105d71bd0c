#include "cloud/testing/fake_twilio_server.hpp"
#include "cloud/testing/faulty_http.hpp"
#include "cloud/testing/scripted_http.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <set>
#include <thread>

/// Many calls to a Twilio in trouble: whatever happens, no room is made twice, no close is lost, no rate is
/// exceeded, and who gets no answer is told so.
namespace flex_video::server::cloud {
namespace {

using namespace std::chrono_literals;
using core::provider_errc;
using testing::fake_twilio;
using testing::fault;
using testing::virtual_time;

std::string name_of(int thread, int round) {
  return "Room-" + std::to_string(thread) + "-" + std::to_string(round);
}

core::room_request wish(std::string name) { return {.unique_name = std::move(name), .max_participants = 4}; }

/// True if it went well; a refusal is one that may be tried again later.
template <class T>
bool went_well(const base::result<T>& outcome) {
  if (!outcome) {
    EXPECT_EQ(outcome.error().code, provider_errc::unavailable) << outcome.error().detail;
  }
  return outcome.has_value();
}

bool is_in_progress(const fake_twilio& twilio, std::string_view sid) {
  const auto rooms = twilio.rooms();
  const auto found = std::ranges::find(rooms, sid, &fake_twilio::room::sid);
  return found != rooms.end() && found->in_progress;
}

struct tally {
  std::atomic<int> created = 0;
  std::atomic<int> closed = 0;
  std::atomic<int> refused = 0;
};

/// One call from its room to its end.
void hold_call(core::video_provider& video, const fake_twilio& twilio, const std::string& name,
               tally& count) {
  const auto room = video.create_room(wish(name));
  if (!went_well(room)) {
    ++count.refused;
    return;
  }
  ++count.created;
  EXPECT_EQ(room->unique_name, name);
  EXPECT_TRUE(is_in_progress(twilio, room->sid.text()));
  if (!went_well(video.remove_participant(room->sid, "b"))) {
    ++count.refused;
  } else if (const auto report = video.inspect_room(room->sid); went_well(report)) {
    EXPECT_TRUE(report->in_progress);
    EXPECT_THAT(report->identities, ::testing::ElementsAre("a", "c", "d"));
  }
  if (!went_well(video.complete_room(room->sid))) {
    ++count.refused;
    return;
  }
  ++count.closed;
  EXPECT_FALSE(is_in_progress(twilio, room->sid.text())) << "a close was reported that did not happen";
}

/// What the sweeper does later with the rooms whose calls were refused.
void sweep(core::video_provider& video, const std::vector<std::string>& names) {
  for (const auto& name : names) {
    bool over = false;
    for (int tries = 0; tries < 50 && !over; ++tries) {
      const auto room = video.find_room(name);
      over = room && (!*room || video.complete_room((*room)->sid));
    }
    EXPECT_TRUE(over) << name;
  }
}

void expect_one_closed_room_each(const fake_twilio& twilio, const std::vector<std::string>& names) {
  const auto rooms = twilio.rooms();
  for (const auto& room : rooms) EXPECT_FALSE(room.in_progress) << room.name;
  for (const auto& name : names) {
    EXPECT_LE(std::ranges::count(rooms, name, &fake_twilio::room::name), 1) << name << " was made twice";
  }
}

void expect_rate(const std::vector<base::time_point>& writes, std::size_t limit) {
  EXPECT_TRUE(std::ranges::is_sorted(writes));
  for (std::size_t i = limit; i < writes.size(); ++i) {
    ASSERT_GE(writes[i] - writes[i - limit], 1s) << "write " << i;
  }
}

std::vector<std::string> names_of(int threads, int rounds) {
  std::vector<std::string> names;
  for (int thread = 0; thread < threads; ++thread) {
    for (int round = 0; round < rounds; ++round) names.push_back(name_of(thread, round));
  }
  return names;
}

TEST(twilio_faults, make_no_room_twice_and_lose_no_close) {
  constexpr int threads = 12;
  constexpr int rounds = 30;
  virtual_time time;
  fake_twilio twilio{testing::mixed_faults(997, 40, 1), time};
  twilio.let_names_repeat();  // so that only the look-up keeps a second room from being made
  twilio.fill_rooms_with({"a", "b", "c", "d"});
  testing::faulty_http http{twilio, time};
  base::system_random random;
  twilio_cloud cloud{http, testing::cloud_options(), time, random, time};
  const auto start = time.now();

  tally count;
  time.run(threads, [&](int thread) {
    for (int round = 0; round < rounds; ++round)
      hold_call(cloud.video(), twilio, name_of(thread, round), count);
  });
  const auto names = names_of(threads, rounds);
  time.run(1, [&](int) { sweep(cloud.video(), names); });

  expect_one_closed_room_each(twilio, names);
  expect_rate(twilio.writes(), testing::cloud_options().writes_per_second);
  EXPECT_GT(count.created, threads * rounds * 8 / 10);
  EXPECT_GT(count.closed, threads * rounds * 8 / 10);
  EXPECT_GT(count.refused, 0) << "the faults were too mild to be a test";
  EXPECT_GT(time.now() - start, 1min);
}

TEST(twilio_faults, give_all_who_start_at_once_the_same_room) {
  constexpr int threads = 8;
  virtual_time time;
  fake_twilio twilio{testing::mixed_faults(499, 30, 2), time};
  testing::faulty_http http{twilio, time};
  base::system_random random;
  twilio_cloud cloud{http, testing::cloud_options(), time, random, time};

  for (int round = 0; round < 20; ++round) {
    std::mutex mutex;
    std::set<std::string> sids;
    time.run(threads, [&](int) {
      const auto room = cloud.video().create_room(wish(name_of(0, round)));
      const std::lock_guard lock{mutex};
      if (went_well(room)) sids.insert(room->sid.str());
    });
    EXPECT_EQ(sids.size(), 1u);
  }
  EXPECT_EQ(twilio.rooms().size(), 20u);
}

TEST(twilio_faults, refuse_in_time_when_nothing_works) {
  virtual_time time;
  for (const auto always : {fault::too_many, fault::error, fault::cut, fault::silence, fault::late_silence}) {
    fake_twilio twilio{{always}, time};
    testing::faulty_http http{twilio, time};
    base::system_random random;
    const auto options = testing::cloud_options();
    twilio_cloud cloud{http, options, time, random, time};
    time.run(1, [&](int) {
      const auto start = time.now();
      EXPECT_FALSE(went_well(cloud.video().create_room(wish("Room-1"))));
      EXPECT_LE(time.now() - start, options.call_deadline);
    });
    EXPECT_LE(twilio.rooms().size(), 1u);
  }
}

TEST(twilio_faults, let_no_close_be_reported_that_did_not_happen) {
  virtual_time time;
  for (const auto always : {fault::too_many, fault::error, fault::cut, fault::silence}) {
    fake_twilio twilio{{always}, time};
    twilio.process(net::method::post, "/v1/Rooms", "UniqueName=Room-1");
    const auto sid = core::room_sid::parse(twilio.rooms().at(0).sid).value();
    testing::faulty_http http{twilio, time};
    base::system_random random;
    twilio_cloud cloud{http, testing::cloud_options(), time, random, time};
    time.run(1, [&](int) { EXPECT_FALSE(went_well(cloud.video().complete_room(sid))); });
    EXPECT_TRUE(is_in_progress(twilio, sid.text()));
  }
}

TEST(twilio_faults, are_survived_on_real_sockets) {
  constexpr int threads = 6;
  constexpr int rounds = 8;
  ::setenv("no_proxy", "127.0.0.1", 1);
  const base::system_clock clock;
  fake_twilio twilio{testing::mixed_faults(97, 30, 3), clock};
  twilio.let_names_repeat();
  twilio.fill_rooms_with({"a", "b", "c", "d"});
  testing::fake_twilio_server server{twilio};
  const auto http = net::make_http_client();
  auto options = testing::cloud_options();
  options.video_url = server.url();
  options.attempt_timeout = 150ms;
  options.retries = {.first_delay = 5ms, .longest_delay = 20ms};
  options.writes_per_second = 10'000;
  options.reads_per_second = 10'000;
  base::system_random random;
  sleeping_waiter waiter;
  twilio_cloud cloud{*http, options, clock, random, waiter};

  tally count;
  {
    std::vector<std::jthread> callers;
    for (int thread = 0; thread < threads; ++thread) {
      callers.emplace_back([&, thread] {
        for (int round = 0; round < rounds; ++round)
          hold_call(cloud.video(), twilio, name_of(thread, round), count);
      });
    }
  }
  const auto names = names_of(threads, rounds);
  sweep(cloud.video(), names);
  expect_one_closed_room_each(twilio, names);
  EXPECT_GT(count.closed, threads * rounds * 8 / 10);
}

}  // namespace
}  // namespace flex_video::server::cloud
