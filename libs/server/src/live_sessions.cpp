#include "live_sessions.hpp"

#include "sse_text.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace flex_video::server {

/// One read, from its order to its delivery. A task may be dropped before it ran, so the delivery is the work
/// of a destructor: a session would else never be read again.
class live_sessions::reading {
 public:
  using post = std::function<void(std::function<void()>)>;

  reading(std::weak_ptr<live_sessions> reader, post post_to_loop, const core::session_id& session)
      : reader_(std::move(reader)), post_to_loop_(std::move(post_to_loop)), session_(session) {}
  ~reading() {
    post_to_loop_([reader = std::move(reader_), session = session_, found = std::move(found)] {
      if (const auto sessions = reader.lock()) sessions->deliver(session, found);
    });
  }
  reading(const reading&) = delete;
  reading& operator=(const reading&) = delete;

  std::optional<news> found;  ///< nothing when the store gave no answer

 private:
  std::weak_ptr<live_sessions> reader_;
  post post_to_loop_;
  core::session_id session_;
};

/// Nothing is missed between a snapshot and what follows it, and nothing is sent twice, since
/// - events have numbers without gaps, in the order of the commits, and each is written together with the
///   state it tells of;
/// - the events are read first: a state that is read after event N includes N, and one that includes more
///   does no harm, because the events after N still come, with the state of then;
/// - each subscriber has a number of its own, and gets exactly the events after it, in order.
/// When the session turns out to have ended, the events are read once more, because session_ended itself may
/// be newer than the first look at them; no state changes after it.
std::optional<live_sessions::news> live_sessions::read(core::session_store& store,
                                                       const core::session_id& session, unsigned after,
                                                       bool for_newcomers) {
  auto events = store.events_of(session, after);
  if (!events) return std::nullopt;
  news found{.after = after, .events = *std::move(events), .record = std::nullopt};
  if (found.events.empty() && !for_newcomers) return found;
  auto record = store.find_session(session);
  if (!record) return std::nullopt;
  if (core::ended(record->session)) {
    events = store.events_of(session, after);
    if (!events) return std::nullopt;
    found.events = *std::move(events);
  }
  found.record = *std::move(record);
  return found;
}

void live_sessions::listen_to(core::session_feed& feed) {
  feed.listen([self = weak_from_this(),
               post = threads_.post_to_loop](const std::optional<core::session_id>& session) {
    post([self, session] {
      if (const auto sessions = self.lock()) sessions->on_news(session);
    });
  });
}

void live_sessions::subscribe(const core::session_id& session, subscription wanted,
                              std::shared_ptr<net::event_stream> stream) {
  const auto serial = ++last_serial_;
  const auto after = wanted.after.value_or(0);
  followed_[session].subscribers.push_back({.serial = serial,
                                            .stream = stream,
                                            .who = wanted.who,
                                            .state = after > 0 ? progress::resuming : progress::fresh,
                                            .seen = after,
                                            .place = std::move(wanted.place)});
  on_news(session);
  stream->on_close([self = weak_from_this(), session, serial] {
    if (const auto sessions = self.lock()) sessions->remove(session, serial);
  });
}

void live_sessions::on_news(const std::optional<core::session_id>& session) {
  if (!session) {
    for (auto& [id, one] : followed_) start_reading(id, one);
  } else if (const auto found = followed_.find(*session); found != followed_.end()) {
    start_reading(found->first, found->second);
  }
}

void live_sessions::start_reading(const core::session_id& session, followed& one) {
  if (one.reading) {
    one.news_meanwhile = true;
    return;
  }
  if (one.subscribers.empty()) return;
  one.reading = true;
  // Who resumes is believed when the event that it has is there, so that one is read as well.
  const auto from = [](const subscriber& each) {
    return each.state == progress::resuming ? each.seen - 1 : each.seen;
  };
  const auto after = from(*std::ranges::min_element(one.subscribers, {}, from));
  const bool newcomers = std::ranges::any_of(
      one.subscribers, [](auto state) { return state != progress::following; }, &subscriber::state);
  const auto task = std::make_shared<reading>(weak_from_this(), threads_.post_to_loop, session);
  threads_.run([task, &store = store_, session, after, newcomers] {
    task->found = read(store, session, after, newcomers);
  });
}

void live_sessions::deliver(const core::session_id& session, const std::optional<news>& found) {
  const auto at = followed_.find(session);
  if (at == followed_.end()) return;
  auto& one = at->second;
  one.reading = false;
  bool read_again = std::exchange(one.news_meanwhile, false);
  std::vector<subscriber> finished;  // their streams end when all else is done
  if (found) {
    const auto gone =
        std::stable_partition(one.subscribers.begin(), one.subscribers.end(),
                              [&](subscriber& each) { return advance(each, *found, read_again); });
    std::move(gone, one.subscribers.end(), std::back_inserter(finished));
    one.subscribers.erase(gone, one.subscribers.end());
  }
  if (one.subscribers.empty()) {
    followed_.erase(at);
  } else if (read_again) {
    start_reading(session, one);
  }
}

/// Takes a newcomer as far as `found` allows; false if there is nobody to send to any more. Who came while
/// the read was under way may have to wait for the next one.
bool live_sessions::settle(subscriber& one, const news& found, bool& read_again) const {
  if (one.state == progress::resuming && found.after < one.seen) {
    const bool known = std::ranges::find(found.events, one.seen, &core::event::number) != found.events.end();
    one.state = known ? progress::returned : progress::fresh;
    if (!known) one.seen = 0;
  }
  if (one.state != progress::fresh) return true;
  if (!found.record || (found.after > 0 && found.events.empty())) {
    read_again = true;
    return true;
  }
  if (!may_view(one.who, found.record->session)) return false;
  one.seen = found.events.empty() ? 0 : found.events.back().number;
  one.state = progress::following;
  return one.stream->send(snapshot_text(one.who, *found.record, one.seen, policy_));
}

/// Sends what a subscriber does not have yet; false if its stream ends here.
bool live_sessions::advance(subscriber& one, const news& found, bool& read_again) const {
  if (!settle(one, found, read_again)) return false;
  const bool up_to_date = one.state == progress::following || one.state == progress::returned;
  if (!up_to_date || !found.record) return true;
  const bool allowed = may_view(one.who, found.record->session);
  for (const auto& event : found.events) {
    if (event.number <= one.seen) continue;
    const auto text = event_text(one.who, event, *found.record, policy_);
    if (text && !one.stream->send(*text)) return false;
    one.seen = event.number;
    // The last thing a former agent learns is who has the call now.
    if (!allowed && event.kind == core::event_kind::session_handed_over) return false;
  }
  if (!allowed || core::ended(found.record->session)) return false;
  // What it may see can have changed while it was away, with a policy of which no event tells.
  const auto before = std::exchange(one.state, progress::following);
  return before == progress::following ||
         one.stream->send(snapshot_text(one.who, *found.record, one.seen, policy_));
}

void live_sessions::remove(const core::session_id& session, std::uint64_t serial) {
  const auto at = followed_.find(session);
  if (at == followed_.end()) return;
  auto& one = at->second;
  const auto found = std::ranges::find(one.subscribers, serial, &subscriber::serial);
  if (found == one.subscribers.end()) return;
  const auto finished = std::move(*found);
  one.subscribers.erase(found);
  // While a read is under way its session stays known, so that there is never a second one.
  if (one.subscribers.empty() && !one.reading) followed_.erase(at);
}

template <class Condition>
void live_sessions::drop_where(Condition condition) {
  std::vector<std::pair<core::session_id, std::uint64_t>> dropped;
  for (auto& [id, one] : followed_) {
    for (auto& each : one.subscribers) {
      if (condition(each)) dropped.emplace_back(id, each.serial);
    }
  }
  for (const auto& [id, serial] : dropped) remove(id, serial);
}

void live_sessions::poll() {
  const auto now = clock_.now();
  drop_where([now](const subscriber& each) { return has_expired(each.who, now); });
  on_news(std::nullopt);
}

void live_sessions::send_heartbeats() {
  drop_where([](const subscriber& each) { return !each.stream->send(sse_heartbeat()); });
}

std::size_t live_sessions::subscribers() const {
  std::size_t count = 0;
  for (const auto& [id, one] : followed_) count += one.subscribers.size();
  return count;
}

}  // namespace flex_video::server
