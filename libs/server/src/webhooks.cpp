#include "webhooks.hpp"

#include "answers.hpp"

#include "flex_video/twilio/webhooks.hpp"
#include "flex_video/wire/errc.hpp"

#include <algorithm>
#include <utility>

namespace flex_video::server {
namespace {

constexpr std::size_t at_once = 100;
// Twilio gives up on a callback long before; what comes again later than this is taken for new, and harmless.
constexpr std::chrono::hours remembered{72};

/// The kept body says by its first character which form it has: forms have names there.
bool is_json(std::string_view body) { return body.starts_with('{'); }

base::result<twilio::form> parameters_of(std::string_view body) {
  return is_json(body) ? twilio::read_json_parameters(body) : twilio::parse_form(body);
}

core::room_event to_core(twilio::video_callback callback) {
  const auto kind = [&] {
    switch (callback.event) {
      case twilio::video_event::participant_connected:
        return core::room_event_kind::participant_connected;
      case twilio::video_event::participant_disconnected:
        return core::room_event_kind::participant_disconnected;
      case twilio::video_event::room_ended:
        return core::room_event_kind::room_ended;
    }
    return core::room_event_kind::room_ended;
  }();
  return {.kind = kind,
          .room = callback.room,
          .identity = std::move(callback.identity),
          .seen = {.at = callback.at, .stay = callback.participant}};
}

/// Whether the report is of a kind that we listen to.
base::result<bool> concerns_us(core::webhook_source source, const twilio::form& parameters) {
  if (source == core::webhook_source::video) {
    const auto read = twilio::read_video_callback(parameters);
    if (!read) return std::unexpected{read.error()};
    return read->has_value();
  }
  const auto read = twilio::read_task_end(parameters);
  if (!read) return std::unexpected{read.error()};
  return read->has_value();
}

net::response refuse(wire::errc why) { return answer_refusal(base::error{make_error_code(why), {}}); }

}  // namespace

net::response webhooks::accept(core::webhook_source source, const net::request& request) {
  const auto parameters = parameters_of(request.body);
  if (!parameters) return refuse(wire::errc::webhook_malformed);
  const auto url = options_.base_url + std::string{request.target};
  const auto signature = request.header("x-twilio-signature");
  const auto genuine = is_json(request.body) ? validator_.check_body(url, signature, request.body)
                                             : validator_.check_form(url, signature, *parameters);
  // Signed with our auth token, the report is our account's; nothing else needs to be compared.
  if (!genuine) {
    ports_.counts.webhook(source, webhook_outcome::forged);
    return refuse(wire::errc::webhook_forged);
  }
  const auto ours = concerns_us(source, *parameters);
  if (!ours) return refuse(wire::errc::webhook_malformed);
  if (!*ours) return answer_nothing();
  const auto kept = keep(source, twilio::webhook_key(*parameters, request.body), request);
  return kept ? answer_nothing() : answer_refusal(kept.error());
}

base::result<void> webhooks::keep(core::webhook_source source, std::string key, const net::request& request) {
  const auto kept = ports_.inbox.keep({.key = std::move(key),
                                       .source = source,
                                       .body = std::string{request.body},
                                       .received_at = ports_.clock.now()});
  if (!kept) return std::unexpected{kept.error()};
  ports_.counts.webhook(source, *kept ? webhook_outcome::accepted : webhook_outcome::duplicate);
  if (*kept && ports_.webhook_kept) ports_.webhook_kept();
  return {};
}

base::result<void> webhooks::apply(const core::webhook& kept) {
  const auto parameters = parameters_of(kept.body);
  if (!parameters) return {};  // checked when it came; there is nobody left to tell
  if (kept.source == core::webhook_source::video) {
    auto callback = twilio::read_video_callback(*parameters);
    return callback && *callback ? reports_.room(to_core(**std::move(callback))) : base::result<void>{};
  }
  const auto task = twilio::read_task_end(*parameters);
  return task && *task ? reports_.task_end(**task) : base::result<void>{};
}

base::result<std::size_t> webhooks::work_off() {
  std::size_t tried = at_once;
  std::size_t left = 0;
  while (tried == at_once && left == 0) {
    const auto waiting = ports_.inbox.pending(at_once);
    if (!waiting) return std::unexpected{waiting.error()};
    tried = waiting->size();
    left = static_cast<std::size_t>(std::ranges::count_if(
        *waiting, [&](const core::webhook& kept) { return !apply(kept) || !ports_.inbox.settle(kept.key); }));
    ports_.counts.queue_depth(work_queue::webhook_inbox, left);
  }
  const auto forgotten = ports_.inbox.forget(ports_.clock.now() - remembered);
  if (!forgotten) return std::unexpected{forgotten.error()};
  core::row_counts gone;
  gone[core::kept_row::webhook] = *forgotten;
  ports_.counts.forgotten(gone);
  return left;
}

}  // namespace flex_video::server
