#pragma once

#include "sfu/media_router.hpp"
#include "sfu/rtp_requests.hpp"
#include "sfu/worker_client.hpp"

#include <map>
#include <memory>
#include <set>

namespace flex_video::rooms {

/// A router on a media worker. What the worker refuses of a browser's (its certificate, its streams) is that
/// browser's transport broken; what it refuses of ours is the router lost.
class worker_router final : public media_router, private router_listener {
 public:
  /// `number` is the only one of its worker's. `options` must outlive it.
  worker_router(std::shared_ptr<worker_client> worker, std::uint64_t number, const media_options& options,
                std::function<void(const media_event&)> tell);
  ~worker_router() override;
  worker_router(const worker_router&) = delete;
  worker_router& operator=(const worker_router&) = delete;

  void open_transport(transport_id id, std::function<void(const transport_parameters&)> opened) override;
  void connect(transport_id id, const dtls_fingerprint& browser) override;
  void restart_ice(transport_id id, std::function<void(const ice_credentials&)> restarted) override;
  void limit_incoming(transport_id id, std::uint32_t bitrate) override;
  void measure(transport_id id, std::function<void(const transport_statistics&)> measured) override;
  void close_transport(transport_id id) override;

  void produce(transport_id over, producer_id id, media_kind kind, const rtp_parameters& sent) override;
  void close_producer(producer_id id) override;
  void watch_speaker(producer_id id) override;
  void unwatch_speaker(producer_id id) override;

  void consume(transport_id over, consumer_id id, const consumer_settings& settings) override;
  void pause(consumer_id id) override;
  void resume(consumer_id id) override;
  void prefer_layer(consumer_id id, std::uint8_t highest) override;
  void close_consumer(consumer_id id) override;

  void receive_stream(transport_id over, std::uint16_t stream) override;
  void open_stream(transport_id over, std::uint16_t stream, const reliability& how) override;
  void send(transport_id over, std::uint16_t stream, std::uint32_t ppid,
            std::span<const std::byte> bytes) override;
  void close_stream(transport_id over, std::uint16_t stream) override;

  void record(producer_id id) override;
  void forget(producer_id id) override;
  void ask_for_key_frame(producer_id id) override;

 private:
  struct incoming_media {
    transport_id over;
    produced_media media;
    bool recorded = false;
  };
  struct outgoing_media {
    transport_id over;
    producer_id of;
  };
  struct measuring;

  void heard(const object_name& about, const notification_received& notification) override;
  void lost() override;
  worker_load load() const override {
    return {.streams = producers_.size() + consumers_.size(), .transports = transports_.size()};
  }
  void tell(const media_event& event);

  object_name name(object_kind kind, std::uint32_t number = 0, std::uint16_t stream = 0) const {
    return {.router = number_, .kind = kind, .number = number, .stream = stream};
  }
  object_name name(transport_id id) const { return name(object_kind::transport, std::to_underlying(id)); }
  object_name name(producer_id id) const { return name(object_kind::producer, std::to_underlying(id)); }
  object_name name(consumer_id id) const { return name(object_kind::consumer, std::to_underlying(id)); }

  /// The number of a request whose answer nobody waits for, unless it is a refusal.
  std::uint32_t ours();
  std::uint32_t browsers(transport_id whose);
  /// The same, and `then` hears the answer if the worker accepts.
  std::uint32_t ours(std::function<void(const answer_received&)> then);
  /// Tells so, but never during a request.
  void break_later(transport_id whose);
  void drop_consumers(const std::function<bool(const outgoing_media&)>& which);

  std::shared_ptr<worker_client> worker_;
  std::uint64_t number_;
  const media_options& options_;
  std::shared_ptr<const std::function<void(const media_event&)>> tell_;
  std::set<transport_id> transports_;
  std::map<producer_id, incoming_media> producers_;
  std::map<consumer_id, outgoing_media> consumers_;
  bool lost_ = false;
  std::shared_ptr<char> alive_ = std::make_shared<char>();  ///< for answers that come after the destruction
};

}  // namespace flex_video::rooms
