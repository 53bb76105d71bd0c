// What the SQL store does per second, by one caller and by eight: commits of a new session, commits of an
// event on a session, and find_session. SQLite is measured in a folder on the disk, PostgreSQL on the server
// that FLEX_VIDEO_TEST_POSTGRESQL names, in its database.
#include "flex_video/base/random.hpp"
#include "flex_video/store/open_store.hpp"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

namespace {

using namespace flex_video;

base::system_random random_bits;

core::session new_session() {
  const auto now = base::system_clock{}.now();
  return {.id = core::session_id::generate(random_bits),
          .conversation = core::conversation_sid::generate(random_bits),
          .task = core::task_sid::generate(random_bits),
          .reservation = core::reservation_sid::generate(random_bits),
          .worker = core::worker_sid::generate(random_bits),
          .agent_name = "Ada Agent",
          .customer_name = "Cus Tomer",
          .locale = "en-US",
          .room = core::room_sid::generate(random_bits),
          .room_name = "Room",
          .opened_at = now,
          .link_expires_at = now + std::chrono::hours{24}};
}

core::event new_event(const core::session_id& session) {
  return {.id = core::event_id::generate(random_bits),
          .session = session,
          .visit = std::nullopt,
          .kind = core::event_kind::network_quality,
          .actor = "customer:AAAAAAAAAAAAAAAAAAAAAA",
          .detail = "4",
          .at = base::system_clock{}.now()};
}

/// A folder beside the program, since /tmp may be memory; gone with the program.
struct folder {
  folder() { std::filesystem::create_directory(path); }
  ~folder() { std::filesystem::remove_all(path); }
  const std::filesystem::path path = std::filesystem::canonical("/proc/self/exe").string() + ".folder";
};

using opened = base::result<std::unique_ptr<store::sql_store>>;

opened& sqlite() {
  static const folder on_disk;
  static opened made = store::open_store(base::secret{"sqlite:" + (on_disk.path / "store.sqlite").string()});
  return made;
}

opened& postgresql() {
  static opened made = [] {
    const char* const url = std::getenv("FLEX_VIDEO_TEST_POSTGRESQL");
    return store::open_store(base::secret{url ? url : ""});
  }();
  return made;
}

/// Calls `work` with the store and a session on it of this thread's own, until the benchmark has enough.
template <class Work>
void measure(benchmark::State& state, opened& store, Work work) {
  const auto session = new_session();
  if (!store || !(*store)->commit({.session = session})) {
    state.SkipWithError(store ? "the first commit was refused" : store.error().detail.c_str());
    return;
  }
  for (auto _ : state) {
    if (!work(**store, session)) {
      state.SkipWithError("refused");
      return;
    }
  }
  state.SetItemsProcessed(state.iterations());
}

void commit_session(benchmark::State& state, opened& (*database)()) {
  measure(state, database(),
          [](auto& store, const auto&) { return store.commit({.session = new_session()}).has_value(); });
}

void commit_event(benchmark::State& state, opened& (*database)()) {
  measure(state, database(), [](auto& store, const auto& session) {
    return store.commit({.events = {new_event(session.id)}}).has_value();
  });
}

void find_session(benchmark::State& state, opened& (*database)()) {
  measure(state, database(),
          [](auto& store, const auto& session) { return store.find_session(session.id).has_value(); });
}

#define FLEX_VIDEO_STORE_BENCHMARK(call, database) \
  BENCHMARK_CAPTURE(call, database, database)->Threads(1)->Threads(8)->UseRealTime()
FLEX_VIDEO_STORE_BENCHMARK(commit_session, sqlite);
FLEX_VIDEO_STORE_BENCHMARK(commit_event, sqlite);
FLEX_VIDEO_STORE_BENCHMARK(find_session, sqlite);
FLEX_VIDEO_STORE_BENCHMARK(commit_session, postgresql);
FLEX_VIDEO_STORE_BENCHMARK(commit_event, postgresql);
FLEX_VIDEO_STORE_BENCHMARK(find_session, postgresql);

}  // namespace

BENCHMARK_MAIN();
