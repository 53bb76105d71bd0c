#include "event_streams.hpp"

#include "answers.hpp"

#include "flex_video/wire/errc.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <utility>

namespace flex_video::server {
namespace {

constexpr unsigned ticks_per_heartbeat = 3;

/// The number of the last event that the client has; nothing if it has none, or does not say so in our words.
std::optional<unsigned> last_event(const net::request& request) {
  std::string text{request.header("last-event-id")};
  if (text.empty()) text = net::form_value(request.query, "after").value_or(std::string{});
  unsigned number = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, failed] = std::from_chars(text.data(), end, number);
  if (failed != std::errc{} || stopped != end) return std::nullopt;
  return number;
}

}  // namespace

event_streams::event_streams(const ports& ports, const options& options, const threads& threads)
    : counts_(ports.counts),
      places_(options.streams),
      live_(std::make_shared<live_sessions>(ports.store, options.policy, ports.clock, threads)) {
  live_->listen_to(ports.feed);
}

net::response event_streams::open(const net::request& request, const core::session_id& session,
                                  const viewer& who) {
  auto place = places_.take(session, who);
  if (!place) return answer_refusal({make_error_code(wire::errc::too_many_streams), {}});
  const live_sessions::subscription wanted{
      .who = who, .after = last_event(request), .place = std::move(place)};
  net::response answer;
  add_security_headers(answer.with("Content-Type", "text/event-stream"));
  answer.with("X-Accel-Buffering", "no");  // nginx would hold events back
  answer.stream = [live = std::weak_ptr{live_}, session, wanted](std::shared_ptr<net::event_stream> stream) {
    if (const auto sessions = live.lock()) sessions->subscribe(session, wanted, std::move(stream));
  };
  return answer;
}

void event_streams::on_tick() {
  counts_.event_streams(places_.taken());
  live_->poll();
  if (++ticks_ % ticks_per_heartbeat == 0) live_->send_heartbeats();
}

}  // namespace flex_video::server
