#include "postgresql_feed.hpp"

#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <string>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <libpq-fe.h>

namespace flex_video::store {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds first_pause{100};
constexpr milliseconds longest_pause{5'000};

int new_eventfd() {
  const int made = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (made < 0) throw std::system_error{errno, std::generic_category(), "eventfd"};
  return made;
}

}  // namespace

postgresql_feed::postgresql_feed(base::secret url, milliseconds attempt, core::session_feed::listener told)
    : url_(std::move(url)), attempt_(attempt), told_(std::move(told)), over_(new_eventfd()), thread_([this] {
        run();
      }) {}

postgresql_feed::~postgresql_feed() {
  ::eventfd_write(over_, 1);
  thread_.join();
  ::close(over_);
}

void postgresql_feed::run() {
  auto pause = first_pause;
  while (!over()) {
    if (const auto made = connect()) {
      pause = first_pause;
      told_(std::nullopt);  // of what was committed while nobody heard
      hear(made.get());
    }
    wait(-1, 0, steady_clock::now() + pause);
    pause = std::min(2 * pause, longest_pause);
  }
}

postgresql_feed::link postgresql_feed::connect() {
  link made{PQconnectStart(std::string{url_.reveal()}.c_str()), &PQfinish};
  if (!made) return made;
  PQsetNoticeProcessor(made.get(), [](void*, const char*) {}, nullptr);
  const auto deadline = steady_clock::now() + attempt_;
  if (!establish(made.get(), deadline) || !start_listening(made.get(), deadline)) made.reset();
  return made;
}

// PostgreSQL 15, section 34.1: PQconnectPoll.
bool postgresql_feed::establish(pg_conn* on, time_point deadline) {
  if (PQstatus(on) == CONNECTION_BAD) return false;
  for (auto next = PGRES_POLLING_WRITING; next != PGRES_POLLING_OK; next = PQconnectPoll(on)) {
    if (next == PGRES_POLLING_FAILED) return false;
    if (!wait(PQsocket(on), next == PGRES_POLLING_READING ? POLLIN : POLLOUT, deadline)) return false;
  }
  return true;
}

bool postgresql_feed::start_listening(pg_conn* on, time_point deadline) {
  if (!PQsendQuery(on, "LISTEN flex_video_session")) return false;
  while (PQisBusy(on)) {
    if (!wait(PQsocket(on), POLLIN, deadline) || !PQconsumeInput(on)) return false;
  }
  const std::unique_ptr<PGresult, void (*)(PGresult*)> answer{PQgetResult(on), &PQclear};
  return PQresultStatus(answer.get()) == PGRES_COMMAND_OK;
}

void postgresql_feed::hear(pg_conn* on) {
  while (wait(PQsocket(on), POLLIN, std::nullopt) && PQconsumeInput(on)) {
    while (PGnotify* const told = PQnotifies(on)) {
      const auto session = core::session_id::parse(told->extra);
      PQfreemem(told);
      told_(session);
    }
  }
}

/// Whether the socket is ready for `events` before the deadline, and before the feed has to end.
bool postgresql_feed::wait(int socket, short events, std::optional<time_point> deadline) {
  std::array<pollfd, 2> watched{pollfd{.fd = over_, .events = POLLIN, .revents = 0},
                                pollfd{.fd = socket, .events = events, .revents = 0}};
  while (true) {
    int timeout = -1;
    if (deadline) {
      const auto left = std::chrono::ceil<milliseconds>(*deadline - steady_clock::now());
      timeout = static_cast<int>(std::max<milliseconds::rep>(left.count(), 0));
    }
    const int ready = ::poll(watched.data(), watched.size(), timeout);
    if (ready < 0 && errno == EINTR) continue;
    return ready > 0 && watched[0].revents == 0;
  }
}

bool postgresql_feed::over() const {
  pollfd watched{.fd = over_, .events = POLLIN, .revents = 0};
  return ::poll(&watched, 1, 0) > 0;
}

}  // namespace flex_video::store
