#pragma once

#include "flex_video/core/ports/webhook_inbox.hpp"
#include "flex_video/core/retention.hpp"
#include "flex_video/core/session.hpp"
#include "flex_video/server/rate_limits.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace flex_video::server {

/// How far an invite has come.
enum class invite_step { sent, opened, admitted, waiting, denied, in_room };

/// What is asked of Twilio, or of our own rooms.
enum class provider_operation {
  create_room,
  find_room,
  complete_room,
  inspect_room,
  remove_participant,
  set_audiences,
  set_recording,
  list_recordings,
  validate_token,
  find_reservation,
  find_tasks,
  find_messages,
  send_message,
};
enum class provider_outcome { ok, refused, unavailable };

enum class store_operation { find, commit };

/// What waits to be worked on.
enum class work_queue { workers, webhook_inbox };

/// How the media of a room of our own goes.
enum class room_kind { peer_to_peer, group };

/// Why a media worker was replaced: the process was gone, did not answer, or said what is no message.
enum class media_worker_loss { ended, hung, misspoke };

struct media_worker_figures {
  bool running = false;
  std::size_t rooms = 0;
  std::size_t participants = 0;
  std::size_t streams = 0;                   ///< in and out
  std::chrono::microseconds cpu{0};          ///< since the start, as the losses
  std::array<std::uint64_t, 3> losses = {};  ///< by media_worker_loss
};

/// Whose part of the HTTP API a request was for.
enum class route_class { agent, visit, page, asset, get_tokens, webhook, operations, other };

enum class webhook_outcome {
  accepted,
  duplicate,  ///< came before; answered the same
  forged,     ///< the signature was not Twilio's
};

/// The class of a request's path, as it was received.
route_class route_class_of(std::string_view path);

/// What happened, counted for Prometheus. Each label's values are those of an enumeration, so that no request
/// can make a new time series, and all series stand at 0 from the start. Any thread.
class metrics {
 public:
  metrics();
  ~metrics();
  metrics(const metrics&) = delete;
  metrics& operator=(const metrics&) = delete;

  void session_opened();
  void session_ended(core::end_reason reason);
  /// How many sessions have not ended, as the store knows it.
  void open_sessions(std::size_t now);
  void invite(invite_step step);
  /// From the customer's tap on Join to the first picture of the other side.
  void first_frame(std::chrono::milliseconds after_join);

  void provider_call(provider_operation operation, provider_outcome outcome, std::chrono::microseconds took);
  void store_call(store_operation operation, std::chrono::microseconds took);
  void store_conflict();
  /// Rows that were deleted after they were kept long enough.
  void forgotten(const core::row_counts& rows);

  void queue_depth(work_queue queue, std::size_t now);
  /// How many clients follow a stream of server-sent events.
  void event_streams(std::size_t now);
  // What our own rooms hold; nothing of it in Twilio's cloud.
  void own_rooms(room_kind kind, std::size_t in_progress);
  void people_in_rooms(std::size_t participants, std::size_t sockets);
  /// Of each media worker, always in the same order. CPU and losses never become less.
  void media_workers(std::span<const media_worker_figures> now);
  void request(route_class route, unsigned status);
  void rate_limited(caller_kind kind);
  void webhook(core::webhook_source source, webhook_outcome outcome);

  /// What content_type the text below has.
  static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";
  /// All of it in Prometheus' text format
  /// (https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format).
  std::string text() const;

 private:
  struct series;
  std::unique_ptr<series> series_;
};

}  // namespace flex_video::server
