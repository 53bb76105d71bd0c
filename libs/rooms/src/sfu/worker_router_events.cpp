#include "sfu/worker_router.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

// What the worker tells of a router: notifications, and measurements.

namespace flex_video::rooms {
namespace {

constexpr double audio_clock = 48'000;  // Opus, RFC 7587 section 4.1
constexpr double video_clock = 90'000;

/// What the notification says, if it is that, and about an object of that kind.
template <class Body>
const Body* said(const object_name& about, object_kind kind, const notification_received& notification) {
  return about.kind == kind ? std::get_if<Body>(&notification.body) : nullptr;
}

/// Adds one stream to those of its direction.
void add(transport_statistics::direction& sum, const transport_statistics::direction& one, double clock) {
  const auto packets = static_cast<double>(sum.packets + one.packets);
  if (packets > 0) {
    sum.fraction_lost = (sum.fraction_lost * static_cast<double>(sum.packets) +
                         one.fraction_lost * static_cast<double>(one.packets)) /
                        packets;
  }
  sum.bytes += one.bytes;
  sum.packets += one.packets;
  sum.packets_lost += one.packets_lost;
  sum.jitter = std::max(sum.jitter, static_cast<std::uint32_t>(std::lround(one.jitter * 1000 / clock)));
  sum.bitrate += one.bitrate;
}

}  // namespace

void worker_router::heard(const object_name& about, const notification_received& what) {
  if (lost_) return;
  const transport_id transport{about.number};
  const bool open = transports_.contains(transport);
  if (open && (said<ice_disconnected>(about, object_kind::transport, what) != nullptr ||
               said<dtls_ended>(about, object_kind::transport, what) != nullptr))
    return tell(transport_broken{transport});
  if (open && said<sctp_ready>(about, object_kind::transport, what) != nullptr)
    return tell(sctp_connected{transport});
  if (const auto* const message = said<message_sent>(about, object_kind::heard, what);
      message != nullptr && open)
    return tell(data_received{transport, about.stream, message->ppid, message->bytes});
  if (const auto* const sent = said<layer_sent>(about, object_kind::consumer, what);
      sent != nullptr && consumers_.contains(consumer_id{about.number}))
    return tell(layer_changed{consumer_id{about.number}, sent->layer});
  if (const auto* const packet = said<packet_sent>(about, object_kind::recording, what)) {
    const auto found = producers_.find(producer_id{about.number});
    if (found != producers_.end() && found->second.recorded)
      return tell(packet_received{found->first, packet->bytes});
  }
  if (const auto* const speaker = said<speaker_heard>(about, object_kind::speaker_observer, what)) {
    const auto who = parse_object_name(speaker->producer);
    if (who && who->router == number_ && producers_.contains(producer_id{who->number}))
      tell(speaker_changed{producer_id{who->number}});
  }
}

/// One measurement under way: filled by the answers, of which the last one ends it.
struct worker_router::measuring {
  std::function<void(const transport_statistics&)> measured;
  transport_statistics sum;
  std::size_t missing = 0;

  void add_streams(const answer_received& answer, media_kind kind, bool out) {
    const auto* const streams = std::get_if<std::vector<stream_statistics>>(&answer.body);
    if (streams == nullptr) return;
    auto& of_kind = kind == media_kind::audio ? sum.audio : sum.video;
    const auto clock = kind == media_kind::audio ? audio_clock : video_clock;
    for (const auto& stream : *streams) {
      // A consumer's answer has its producer's streams, too.
      if (stream.out != out) continue;
      add(out ? of_kind.out : of_kind.in, stream.measured, clock);
      if (out && stream.round_trip > 0)
        sum.round_trip = static_cast<std::uint32_t>(std::lround(stream.round_trip));
    }
  }
};

void worker_router::measure(transport_id id, std::function<void(const transport_statistics&)> measured) {
  if (!transports_.contains(id)) return;
  const auto under_way = std::make_shared<measuring>(measuring{.measured = std::move(measured), .sum = {}});
  const auto expect = [&](std::function<void(const answer_received&)> take) {
    ++under_way->missing;
    // What is closed meanwhile isn't there to be measured, which is an answer as well.
    return worker_->expect([this, alive = std::weak_ptr{alive_}, under_way,
                            take = std::move(take)](const answer_received& answer) {
      if (alive.expired() || lost_) return;
      if (answer.outcome == request_outcome::accepted) take(answer);
      if (--under_way->missing == 0) under_way->measured(under_way->sum);
    });
  };
  const auto whole = expect([under_way](const answer_received& answer) {
    const auto* const estimate = std::get_if<transport_estimate>(&answer.body);
    if (estimate == nullptr || !estimate->available_outgoing) return;
    under_way->sum.available_outgoing = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(*estimate->available_outgoing, std::numeric_limits<std::uint32_t>::max()));
  });
  worker_->ask(measure_transport(whole, name(id)));
  for (const auto& [producer, produced] : producers_) {
    if (produced.over != id) continue;
    const auto request = expect([under_way, kind = produced.media.kind](const answer_received& answer) {
      under_way->add_streams(answer, kind, false);
    });
    worker_->ask(measure_producer(request, name(producer)));
  }
  for (const auto& [consumer, consumed] : consumers_) {
    if (consumed.over != id) continue;
    const auto of = producers_.find(consumed.of);
    if (of == producers_.end()) continue;
    const auto request = expect([under_way, kind = of->second.media.kind](const answer_received& answer) {
      under_way->add_streams(answer, kind, true);
    });
    worker_->ask(measure_consumer(request, name(consumer)));
  }
}

}  // namespace flex_video::rooms
