#include "endpoint/callback_sender.hpp"

#include "callbacks/callback_form.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace flex_video::rooms {
namespace {

using twilio::call_attempt;

constexpr std::chrono::milliseconds patience{5'000};

struct outcome {
  call_attempt attempt;
  base::error why;  ///< for the log
};

call_attempt to_attempt(const std::error_code& refusal) {
  using net::client_errc;
  if (refusal == client_errc::timed_out) return {.ended = call_attempt::outcome::timed_out};
  if (refusal == client_errc::broken) return {.ended = call_attempt::outcome::broken};
  // Too long an answer is one all the same: it was taken.
  if (refusal == client_errc::answer_too_large)
    return {.ended = call_attempt::outcome::answered, .status = 200};
  return {.ended = call_attempt::outcome::not_connected};
}

outcome call(net::http_client& http, const callback_request& request, callback_method method) {
  const bool post = method == callback_method::post;
  net::client_request call{.verb = post ? net::method::post : net::method::get,
                           .url = request.url,
                           .headers = {{"X-Twilio-Signature", request.signature}},
                           .body = request.body,
                           .timeout = patience};
  if (post) call.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
  try {
    const auto answer = http.send(call);
    if (!answer) return {to_attempt(answer.error().code), answer.error()};
    return {{.ended = call_attempt::outcome::answered,
             .status = answer->status,
             .retry_after = answer->retry_after()},
            {{}, "HTTP " + std::to_string(answer->status)}};
  } catch (const std::invalid_argument&) {
    // The client's word for an address that it can't read, though it looked like one when the room was made.
    return {{.ended = call_attempt::outcome::answered, .status = 400}, {{}, "the address can't be asked"}};
  }
}

}  // namespace

callback_sender::callback_sender(const rest_services& services, base::secret auth_token,
                                 std::function<void(const base::error&)> lost)
    : services_(services),
      auth_token_(std::move(auth_token)),
      lost_(std::move(lost)),
      queue_({}, services.rooms.clock(), services.random) {}

void callback_sender::add(status_callback callback) {
  services_.rooms.keep(callback.room);
  if (!queue_.add(std::move(callback)) && lost_) lost_({{}, "too many status callbacks wait"});
  pump();
}

void callback_sender::pump() {
  for (auto& callback : queue_.take_due()) send(std::move(callback));
  set_timer();
}

void callback_sender::send(status_callback callback) {
  const auto room = callback.room;
  const auto method = callback.method;
  const bool posted =
      services_.workers.post([weak = weak_from_this(), room, method, &http = services_.http,
                              &loop = services_.loop, request = sign_callback(auth_token_, callback)] {
        loop.post([weak, room, ended = call(http, request, method)] {
          if (const auto self = weak.lock()) self->finished(room, ended.attempt, ended.why);
        });
      });
  if (posted) return;
  services_.loop.post([weak = weak_from_this(), room] {
    if (const auto self = weak.lock())
      self->finished(room, {.ended = call_attempt::outcome::not_connected}, {{}, "the workers are busy"});
  });
}

void callback_sender::finished(const twilio::room_sid& room, const call_attempt& attempt,
                               const base::error& why) {
  services_.rooms.keep(room);
  if (!queue_.finished(room, attempt) && lost_) lost_({why.code, room.str() + ": " + why.detail});
  pump();
}

void callback_sender::set_timer() {
  timer_.reset();
  const auto due = queue_.next_deadline();
  if (!due) return;
  const auto delay = std::max(*due - services_.rooms.clock().now(), std::chrono::milliseconds{1});
  timer_ = services_.loop.after(delay, [weak = weak_from_this()] {
    if (const auto self = weak.lock()) self->pump();
  });
}

}  // namespace flex_video::rooms
