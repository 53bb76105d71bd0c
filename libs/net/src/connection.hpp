#pragma once

#include "asio.hpp"
#include "forwarded.hpp"
#include "open_connections.hpp"
#include "request_reader.hpp"
#include "response_buffer.hpp"
#include "serving.hpp"
#include "transport.hpp"

#include <atomic>
#include <memory>
#include <optional>
#include <string>

namespace flex_video::net {

/// One HTTP/1.1 client. It reads a request, lets a handler answer and writes the answer, until either side
/// has had enough; a WebSocket or an event stream takes the socket over.
class connection final : public open_connections::member, public std::enable_shared_from_this<connection> {
 public:
  connection(transport socket, std::string remote_address, std::shared_ptr<serving> shared);

  /// Serves the client, as a member of serving::open, until it is gone.
  static void start(transport socket, std::string remote_address, const std::shared_ptr<serving>& shared);
  /// Answers without having been asked, as a member of serving::refused.
  static void turn_away(transport socket, std::string remote_address, const std::shared_ptr<serving>& shared,
                        response answer);

  void sweep(steady_time now) override;
  void drain() override;
  void cut() override;

 private:
  // These run as coroutines of the loop, which `self` keeps the connection alive for.
  static task<> serve(std::shared_ptr<connection> self);
  static task<> say_and_leave(std::shared_ptr<connection> self);
  task<bool> shake_hands();
  task<bool> receive();
  task<bool> flush();
  task<> finish();

  /// What a request came to.
  enum class outcome { next_request, over, needs_worker };
  outcome answer();
  task<outcome> answer_on_worker();
  response call(const handler& answer);
  response checked(response answer) const;
  outcome deliver(response answer);
  framing framed(method verb, ending end);
  bool hand_over(std::optional<response>& refusal);
  void begin_stream(const response& answer);
  void refuse(response answer);
  void tell_origin(request& request);
  void log(unsigned status);
  bool write_now(boost::system::error_code& error);
  bool make_room();

  transport socket_;
  std::string remote_address_;
  std::shared_ptr<serving> shared_;
  bool proxy_;     ///< the peer is one, and trusted
  origin origin_;  ///< of the present request, if so
  request_reader reader_;
  response_buffer out_;
  body_budget::lease large_;  ///< for the present request's body
  deadline deadline_;
  pace arrival_;                        ///< of the present request
  request_ids::id id_{};                ///< of the present request
  steady_time asked_;                   ///< when the present request was complete, for the log
  const handler* blocking_ = nullptr;   ///< what has to answer on a worker
  std::atomic<bool> abandoned_{false};  ///< nobody waits for what a worker has not begun
  bool expired_ = false;                ///< the deadline ended the present wait
  bool heard_ = false;                  ///< something arrived since the last request
  bool resting_ = false;                ///< nothing of a request has begun
  bool timed_ = false;                  ///< the request's deadline is running
  bool lingers_ = false;                ///< the answer must reach a client that may still be sending
};

}  // namespace flex_video::net
