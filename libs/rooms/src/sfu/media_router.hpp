#pragma once

#include "sfu/rtp_parameters.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/rooms/media_worker_state.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace flex_video::rooms {

// What the requests of a media_router are about. Whoever asks chooses the ids, each once in the router's
// life.
enum class transport_id : std::uint32_t {};  ///< one peer connection's media
enum class producer_id : std::uint32_t {};   ///< media that comes in
enum class consumer_id : std::uint32_t {};   ///< media that goes out: one producer's, to one transport

/// RFC 8445 section 5.1; there is one component.
struct transport_candidate {
  std::string foundation;
  std::uint32_t priority;
  std::string address;
  std::uint16_t port;
  bool tcp = false;  ///< passive, RFC 6544; UDP else
};

/// What a browser needs to reach a transport. The worker is ICE-lite, and takes any DTLS role.
struct transport_parameters {
  std::string ice_ufrag;
  std::string ice_password;
  std::vector<transport_candidate> candidates;
  std::string fingerprint;  ///< SHA-256 of its certificate, as in SDP: "AB:CD:…"
};

struct ice_credentials {
  std::string ufrag;
  std::string password;
};

/// The browser's certificate, as its SDP tells: "sha-256" and "AB:CD:…".
struct dtls_fingerprint {
  std::string algorithm;
  std::string value;
  friend bool operator==(const dtls_fingerprint&, const dtls_fingerprint&) = default;
};

/// How data is delivered on one SCTP stream (RFC 8832 section 5.1). At most one limit is set.
struct reliability {
  bool ordered = true;
  std::optional<std::uint16_t> max_retransmits = {};
  std::optional<std::uint16_t> max_packet_life_time = {};  ///< milliseconds
  friend bool operator==(const reliability&, const reliability&) = default;
};

struct consumer_settings {
  producer_id producer;
  /// As the receiver is told in SDP; one encoding.
  rtp_parameters parameters;
  bool paused = true;
};

/// What goes over one transport, in both directions: of the producers and consumers that it has now.
struct transport_statistics {
  struct direction {
    std::uint64_t bytes = 0;
    std::uint64_t packets = 0;
    std::uint64_t packets_lost = 0;  ///< as the receiving end counts
    double fraction_lost = 0;        ///< the same since its last report, 0 to 1
    std::uint32_t jitter = 0;        ///< milliseconds
    std::uint32_t bitrate = 0;       ///< bit/s
  };
  struct by_kind {
    direction in = {};   ///< from the browser
    direction out = {};  ///< to it
  };
  by_kind audio = {};
  by_kind video = {};
  std::optional<std::uint32_t> round_trip = {};  ///< milliseconds
  /// What the estimator holds possible towards the browser, bit/s; nothing before it knows.
  std::optional<std::uint32_t> available_outgoing = {};
};

// What a router tells unasked.
struct transport_broken {  ///< ICE has lost the browser, DTLS has failed or was closed by it, or see below
  transport_id transport;
};
struct sctp_connected {  ///< data may be sent
  transport_id transport;
};
struct data_received {
  transport_id transport;
  std::uint16_t stream;
  std::uint32_t ppid;  ///< RFC 8831 section 8
  std::span<const std::byte> bytes;
};
struct speaker_changed {
  producer_id producer;
};
struct layer_changed {  ///< what a simulcast consumer gets now; nothing while no layer comes
  consumer_id consumer;
  std::optional<std::uint8_t> layer;
};
struct packet_received {  ///< what record() asked for, as it came: RTP in its order of arrival
  producer_id producer;
  std::span<const std::byte> bytes;
};
struct router_lost {};  ///< its worker is gone: nothing of it is there any more, and nothing more is answered

using media_event = std::variant<transport_broken, sctp_connected, data_received, speaker_changed,
                                 layer_changed, packet_received, router_lost>;

/// One room's place on a media worker. Requests are carried out in the order they are made, so that none
/// needs the answer of the one before. What fails because something it is about is gone already is ignored.
/// What the worker refuses of a browser's (its certificate, streams it sends twice, codecs no router carries)
/// ends in transport_broken, any other refusal in router_lost. Destroying it closes all it has. One thread:
/// the room's, on which events and answers come, never during a request. Nothing comes after the destruction.
class media_router {
 public:
  virtual ~media_router() = default;

  /// With SCTP, for as many streams as there can be.
  virtual void open_transport(transport_id id, std::function<void(const transport_parameters&)> opened) = 0;
  /// Waits for the browser's DTLS handshake, which it begins. Once for each transport.
  virtual void connect(transport_id id, const dtls_fingerprint& browser) = 0;
  /// RFC 8445 section 2.4: media goes on over the old path until the browser comes with the new credentials.
  virtual void restart_ice(transport_id id, std::function<void(const ice_credentials&)> restarted) = 0;
  /// Asks the browser to send no more than that, in bit/s; 0 for any.
  virtual void limit_incoming(transport_id id, std::uint32_t bitrate) = 0;
  virtual void measure(transport_id id, std::function<void(const transport_statistics&)> measured) = 0;
  /// And all that goes over it.
  virtual void close_transport(transport_id id) = 0;

  /// Several encodings make it simulcast.
  virtual void produce(transport_id over, producer_id id, media_kind kind, const rtp_parameters& sent) = 0;
  /// And its consumers.
  virtual void close_producer(producer_id id) = 0;
  /// The producer, of audio, may be the one who speaks; until it is closed or taken out.
  virtual void watch_speaker(producer_id id) = 0;
  virtual void unwatch_speaker(producer_id id) = 0;

  virtual void consume(transport_id over, consumer_id id, const consumer_settings& settings) = 0;
  virtual void pause(consumer_id id) = 0;
  /// Video goes on with a key frame.
  virtual void resume(consumer_id id) = 0;
  /// Of simulcast, no layer above that one: 0 is the smallest.
  virtual void prefer_layer(consumer_id id, std::uint8_t highest) = 0;
  virtual void close_consumer(consumer_id id) = 0;

  /// What the browser sends on that stream comes as data_received; what came before is lost.
  virtual void receive_stream(transport_id over, std::uint16_t stream) = 0;
  /// That stream can be sent on, with that reliability or a greater one.
  virtual void open_stream(transport_id over, std::uint16_t stream, const reliability& how) = 0;
  /// Lost are what has more than 256 KiB, and what comes while 2 MB wait for a browser that takes nothing.
  /// Before SCTP is connected it waits.
  virtual void send(transport_id over, std::uint16_t stream, std::uint32_t ppid,
                    std::span<const std::byte> bytes) = 0;
  /// Both directions of it.
  virtual void close_stream(transport_id over, std::uint16_t stream) = 0;

  /// The producer's packets come as packet_received until it is closed or forget() is called; of simulcast
  /// the highest layer that comes. Their payload type is the router's, their sequence numbers have no gaps
  /// where the layer changes.
  virtual void record(producer_id id) = 0;
  virtual void forget(producer_id id) = 0;
  /// Of a producer that is recorded: asks its sender for a key frame, if it is video. The worker holds back
  /// what comes too often.
  virtual void ask_for_key_frame(producer_id id) = 0;
};

/// Where routers are had.
class media_engine {
 public:
  virtual ~media_engine() = default;
  /// On the worker with the least load. Refuses with signalling_errc::server_busy when all have what they can
  /// carry, or none runs. `tell` hears of the router for as long as the answer lives.
  virtual base::result<std::unique_ptr<media_router>> open_router(
      std::function<void(const media_event&)> tell) = 0;
  /// Its workers, each at the same index for as long as there is the engine.
  virtual std::vector<media_worker_state> workers() const = 0;
};

}  // namespace flex_video::rooms
