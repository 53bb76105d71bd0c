#include "sfu/worker_router.hpp"

#include <algorithm>
#include <utility>

namespace flex_video::rooms {
namespace {

constexpr std::uint32_t largest_mapped = 64;  // SSRCs of one producer

}  // namespace

worker_router::worker_router(std::shared_ptr<worker_client> worker, std::uint64_t number,
                             const media_options& options, std::function<void(const media_event&)> tell)
    : worker_(std::move(worker)),
      number_(number),
      options_(options),
      tell_(std::make_shared<const std::function<void(const media_event&)>>(std::move(tell))) {
  worker_->attach(number_, *this);
  const auto direct = name(object_kind::direct_transport);
  worker_->ask(create_router(ours(), name(object_kind::router)));
  worker_->ask(create_direct_transport(ours(), direct));
  worker_->ask(create_speaker_observer(ours(), name(object_kind::speaker_observer)));
  worker_->ask(produce_data(ours(), direct, name(object_kind::silence)));
}

worker_router::~worker_router() {
  worker_->detach(number_);
  worker_->ask(close_router(worker_->expect([](const answer_received&) {}), name(object_kind::router)));
}

void worker_router::tell(const media_event& event) {
  // Who hears it may destroy this router, and with it the function.
  const auto telling = tell_;
  (*telling)(event);
}

void worker_router::lost() {
  if (std::exchange(lost_, true)) return;
  tell(router_lost{});
}

std::uint32_t worker_router::ours() {
  return ours([](const answer_received&) {});
}

std::uint32_t worker_router::ours(std::function<void(const answer_received&)> then) {
  return worker_->expect(
      [this, alive = std::weak_ptr{alive_}, then = std::move(then)](const answer_received& answer) {
        if (alive.expired() || lost_ || answer.outcome == request_outcome::gone) return;
        if (answer.outcome == request_outcome::refused) return lost();
        then(answer);
      });
}

std::uint32_t worker_router::browsers(transport_id whose) {
  return worker_->expect([this, alive = std::weak_ptr{alive_}, whose](const answer_received& answer) {
    if (alive.expired() || lost_ || answer.outcome != request_outcome::refused) return;
    if (transports_.contains(whose)) tell(transport_broken{whose});
  });
}

void worker_router::break_later(transport_id whose) {
  worker_->ask(ask_for_life(ours([this, whose](const answer_received&) {
    if (transports_.contains(whose)) tell(transport_broken{whose});
  })));
}

void worker_router::open_transport(transport_id id, std::function<void(const transport_parameters&)> opened) {
  transports_.insert(id);
  const auto request = ours([opened = std::move(opened)](const answer_received& answer) {
    if (const auto* const parameters = std::get_if<transport_parameters>(&answer.body)) opened(*parameters);
  });
  worker_->ask(create_webrtc_transport(request, name(id), options_));
}

void worker_router::connect(transport_id id, const dtls_fingerprint& browser) {
  if (!transports_.contains(id)) return;
  if (const auto message = connect_transport(browsers(id), name(id), browser)) return worker_->ask(*message);
  break_later(id);
}

void worker_router::restart_ice(transport_id id, std::function<void(const ice_credentials&)> restarted) {
  if (!transports_.contains(id)) return;
  const auto request = ours([restarted = std::move(restarted)](const answer_received& answer) {
    if (const auto* const credentials = std::get_if<ice_credentials>(&answer.body)) restarted(*credentials);
  });
  worker_->ask(rooms::restart_ice(request, name(id)));
}

void worker_router::limit_incoming(transport_id id, std::uint32_t bitrate) {
  if (transports_.contains(id)) worker_->ask(rooms::limit_incoming(browsers(id), name(id), bitrate));
}

void worker_router::close_transport(transport_id id) {
  if (transports_.erase(id) == 0) return;
  worker_->ask(rooms::close_transport(ours(), name(id)));
  std::set<producer_id> gone;
  for (const auto& [producer, produced] : producers_) {
    if (produced.over == id) gone.insert(producer);
  }
  for (const auto producer : gone) producers_.erase(producer);
  drop_consumers([&](const outgoing_media& each) { return each.over == id || gone.contains(each.of); });
}

void worker_router::produce(transport_id over, producer_id id, media_kind kind, const rtp_parameters& sent) {
  if (!transports_.contains(over)) return;
  produced_media media{.kind = kind, .sent = sent, .mapped_ssrcs = {}};
  const auto first = std::to_underlying(id) * largest_mapped;
  for (std::uint32_t index = 0; index < sent.encodings.size(); ++index)
    media.mapped_ssrcs.push_back(first + index % largest_mapped + 1);
  const auto message = rooms::produce(browsers(over), name(over), name(id), media);
  if (!message) return break_later(over);
  producers_.emplace(id, incoming_media{.over = over, .media = std::move(media)});
  worker_->ask(*message);
}

void worker_router::close_producer(producer_id id) {
  const auto found = producers_.find(id);
  if (found == producers_.end()) return;
  worker_->ask(rooms::close_producer(ours(), name(found->second.over), name(id)));
  producers_.erase(found);
  drop_consumers([&](const outgoing_media& each) { return each.of == id; });
}

void worker_router::watch_speaker(producer_id id) {
  if (!producers_.contains(id)) return;
  worker_->ask(rooms::watch_speaker(ours(), name(object_kind::speaker_observer), name(id)));
}

void worker_router::unwatch_speaker(producer_id id) {
  if (!producers_.contains(id)) return;
  worker_->ask(rooms::unwatch_speaker(ours(), name(object_kind::speaker_observer), name(id)));
}

void worker_router::consume(transport_id over, consumer_id id, const consumer_settings& settings) {
  const auto found = producers_.find(settings.producer);
  if (found == producers_.end() || !transports_.contains(over)) return;
  consumers_.emplace(id, outgoing_media{.over = over, .of = settings.producer});
  worker_->ask(rooms::consume(browsers(over), name(over), name(id), name(settings.producer),
                              found->second.media, settings.parameters, settings.paused));
}

void worker_router::pause(consumer_id id) {
  if (consumers_.contains(id)) worker_->ask(pause_consumer(ours(), name(id)));
}

void worker_router::resume(consumer_id id) {
  if (consumers_.contains(id)) worker_->ask(resume_consumer(ours(), name(id)));
}

void worker_router::prefer_layer(consumer_id id, std::uint8_t highest) {
  if (consumers_.contains(id)) worker_->ask(rooms::prefer_layer(ours(), name(id), highest));
}

void worker_router::close_consumer(consumer_id id) {
  const auto found = consumers_.find(id);
  if (found == consumers_.end()) return;
  worker_->ask(rooms::close_consumer(ours(), name(found->second.over), name(id)));
  consumers_.erase(found);
}

void worker_router::drop_consumers(const std::function<bool(const outgoing_media&)>& which) {
  std::erase_if(consumers_, [&](const auto& entry) { return which(entry.second); });
}

void worker_router::receive_stream(transport_id over, std::uint16_t stream) {
  if (!transports_.contains(over)) return;
  const auto incoming = name(object_kind::incoming, std::to_underlying(over), stream);
  worker_->ask(produce_data(browsers(over), name(over), incoming));
  worker_->ask(consume_data(browsers(over), name(object_kind::direct_transport),
                            name(object_kind::heard, incoming.number, stream), incoming));
}

void worker_router::open_stream(transport_id over, std::uint16_t stream, const reliability&) {
  if (!transports_.contains(over)) return;
  worker_->ask(consume_data(browsers(over), name(over),
                            name(object_kind::outgoing, std::to_underlying(over), stream),
                            name(object_kind::silence)));
}

void worker_router::send(transport_id over, std::uint16_t stream, std::uint32_t ppid,
                         std::span<const std::byte> bytes) {
  if (!transports_.contains(over)) return;
  // Refused is what a browser that takes nothing has no room for, and what is too large: lost on its way.
  const auto request = worker_->expect([](const answer_received&) {});
  worker_->ask(
      send_data(request, name(object_kind::outgoing, std::to_underlying(over), stream), ppid, bytes));
}

void worker_router::close_stream(transport_id over, std::uint16_t stream) {
  if (!transports_.contains(over)) return;
  const auto number = std::to_underlying(over);
  worker_->ask(close_data_producer(ours(), name(over), name(object_kind::incoming, number, stream)));
  worker_->ask(close_data_consumer(ours(), name(over), name(object_kind::outgoing, number, stream)));
}

void worker_router::record(producer_id id) {
  const auto found = producers_.find(id);
  if (found == producers_.end() || std::exchange(found->second.recorded, true)) return;
  const auto& media = found->second.media;
  worker_->ask(rooms::consume(ours(), name(object_kind::direct_transport),
                              name(object_kind::recording, std::to_underlying(id)), name(id), media,
                              recorded_parameters(media), false));
}

void worker_router::forget(producer_id id) {
  const auto found = producers_.find(id);
  if (found == producers_.end() || !std::exchange(found->second.recorded, false)) return;
  worker_->ask(rooms::close_consumer(ours(), name(object_kind::direct_transport),
                                     name(object_kind::recording, std::to_underlying(id))));
}

void worker_router::ask_for_key_frame(producer_id id) {
  const auto found = producers_.find(id);
  if (found == producers_.end() || !found->second.recorded) return;
  worker_->ask(request_key_frame(ours(), name(object_kind::recording, std::to_underlying(id))));
}

}  // namespace flex_video::rooms
