#include "flex_video/wire/problems.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/ports/conversation_messages.hpp"
#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/ports/task_directory.hpp"
#include "flex_video/core/ports/video_provider.hpp"
#include "flex_video/wire/errc.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <system_error>
#include <vector>

namespace flex_video::wire {
namespace {

struct row {
  template <class Errc>
  constexpr row(Errc refusal, unsigned answered, std::string_view name, std::string_view words,
                std::string_view blamed = {})
      : category([]() -> const std::error_category& { return make_error_code(Errc{}).category(); }),
        value(static_cast<int>(refusal)),
        status(answered),
        code(name),
        title(words),
        field(blamed) {}

  bool is_of(const std::error_code& refusal) const {
    return refusal.value() == value && refusal.category() == category();
  }

  const std::error_category& (*category)();
  int value;
  unsigned status;
  std::string_view code;
  std::string_view title;
  std::string_view field;  ///< the one to blame, when the refusal always blames the same
};

/// Of a request as such.
constexpr std::array of_requests{
    row{errc::malformed_json, 400, "malformed_json", "The body is not a JSON object"},
    row{errc::missing_field, 400, "missing_field", "A required field is missing"},
    row{errc::unknown_field, 400, "unknown_field", "A field is unknown"},
    row{errc::invalid_field, 400, "invalid_field", "A field is invalid"},
    row{errc::body_too_large, 413, "body_too_large", "The body is too large"},
    row{errc::unsupported_media_type, 415, "unsupported_media_type",
        "This address does not take that media type"},
    row{errc::flex_token_missing, 401, "flex_token_missing", "A Flex token is required"},
    row{errc::webhook_forged, 403, "webhook_forged", "Twilio did not sign this"},
    row{errc::webhook_malformed, 400, "webhook_malformed", "This lacks what its event has"},
    row{errc::draining, 503, "draining", "The server is about to stop"},
    row{errc::metrics_token_wrong, 401, "metrics_token_wrong", "The metrics are not for everybody"},
    row{errc::cross_site, 403, "cross_site", "This may only be asked by our own page"},
    row{errc::rate_limited, 429, "rate_limited", "Too many requests; try again later"},
    row{errc::too_many_streams, 429, "too_many_streams", "Too many event streams are open"}};

using core::identity_errc, core::message_errc, core::provider_errc, core::store_errc, core::task_errc;

/// Of what stands behind core's ports.
constexpr std::array of_ports{
    row{identity_errc::invalid, 401, "flex_token_invalid", "The Flex token is not valid"},
    row{identity_errc::expired, 401, "flex_token_expired", "The Flex token has expired"},
    row{identity_errc::unavailable, 503, "identity_unavailable", "The Flex token can't be checked right now"},
    row{task_errc::not_reserved, 403, "task_not_reserved", "The task is not yours"},
    row{task_errc::unavailable, 503, "tasks_unavailable", "The task can't be looked up right now"},
    row{provider_errc::unavailable, 503, "provider_unavailable",
        "The video service gives no answer right now"},
    row{provider_errc::refused, 502, "provider_refused", "The video service refused"},
    row{message_errc::unavailable, 503, "messages_unavailable", "The conversation gives no answer right now"},
    row{message_errc::refused, 502, "message_refused", "The conversation did not take the message"},
    row{store_errc::conflict, 503, "store_unavailable", "Too much happened at once; try again"},
    row{store_errc::unavailable, 503, "store_unavailable", "The service can't reach its memory right now"}};

/// Of the escalation.
constexpr std::array of_calls{
    row{core::errc::task_not_accepted, 409, "task_not_accepted", "The task is not accepted"},
    row{core::errc::conversation_mismatch, 409, "conversation_mismatch",
        "The task belongs to another conversation"},
    row{core::errc::not_your_session, 403, "not_your_session", "The video call is another agent's"},
    row{core::errc::session_not_found, 404, "session_not_found", "There is no such video call"},
    row{core::errc::session_ended, 410, "session_ended", "The video call has ended"},
    row{core::errc::invite_invalid, 404, "invite_invalid", "This link is not one of ours"},
    row{core::errc::invite_expired, 410, "invite_expired", "This link has expired"},
    row{core::errc::invite_used, 410, "invite_expired", "This link has been used on another device"},
    row{core::errc::visit_unknown, 401, "visit_unknown", "This device has not opened a link"},
    row{core::errc::visit_ambiguous, 400, "missing_field", "This device has several visits; say which",
        "visit"},
    row{core::errc::visit_waiting, 403, "visit_waiting", "The agent has not let you in yet"},
    row{core::errc::visit_denied, 403, "visit_denied", "The agent does not let this device in"},
    row{core::errc::lobby_full, 403, "visit_denied", "Too many devices have opened this link"},
    row{core::errc::invite_revoked, 410, "invite_revoked", "This link was taken back"},
    row{core::errc::visit_not_found, 404, "visit_not_found", "The video call has no such visit"},
    row{core::errc::visit_not_waiting, 409, "visit_not_waiting", "That visit does not wait to be let in"},
    row{core::errc::visit_not_admitted, 409, "visit_not_admitted", "That visit was not let in"},
    row{core::errc::room_full, 409, "room_full", "Every place in the video call is taken"},
    row{core::errc::invite_not_found, 404, "invite_not_found", "The video call has no such link"},
    row{core::errc::too_many_invites, 409, "too_many_invites",
        "The video call has given out as many links as it may"},
    row{core::errc::too_many_signals, 409, "too_many_signals",
        "The page has told of itself as often as is noted"},
    row{core::errc::not_an_image, 415, "unsupported_media_type", "That is neither a JPEG nor a PNG image"},
    row{core::errc::image_too_large, 413, "body_too_large", "The image is too large"},
    row{core::errc::still_not_found, 404, "still_not_found", "The video call has no such picture"},
    row{core::errc::too_many_stills, 409, "too_many_stills",
        "As many pictures of the video call are kept as may be"},
    row{core::errc::recording_not_allowed, 403, "recording_not_allowed", "Recording is not allowed here"},
    row{core::errc::consent_missing, 409, "consent_missing", "A guest has not agreed to be recorded"},
    row{core::errc::consent_outdated, 409, "consent_outdated",
        "The text that was agreed to is not the one that holds now"},
    row{core::errc::role_not_allowed, 403, "role_not_allowed", "None of your roles may do this"},
    row{core::errc::messaging_window_closed, 409, "messaging_window_closed",
        "The customer's last message is too long ago for a free one, and there is no template"},
    row{core::errc::supervision_not_allowed, 403, "supervision_not_allowed",
        "Supervisors may not do this in calls here"},
    row{core::errc::session_not_live, 409, "session_not_live", "The video call has not begun"},
    row{core::errc::supervisor_present, 409, "supervisor_present",
        "Another supervisor is in the video call"}};

constexpr std::array<std::span<const row>, 3> tables{of_requests, of_ports, of_calls};

const row* find(const std::error_code& refusal) {
  for (const auto& table : tables) {
    const auto found = std::ranges::find_if(table, [&](const row& one) { return one.is_of(refusal); });
    if (found != table.end()) return &*found;
  }
  return nullptr;
}

/// Answered by the listener and the router, for no refusal of ours.
constexpr std::array<std::string_view, 10> codes_of_the_listener{"not_found",
                                                                 "method_not_allowed",
                                                                 "headers_too_large",
                                                                 "request_timeout",
                                                                 "upgrade_required",
                                                                 "too_many_connections",
                                                                 "too_many_connections_from_address",
                                                                 "overloaded",
                                                                 "malformed_request",
                                                                 "internal_error"};

bool blames_a_field(const std::error_code& code) {
  return code == errc::missing_field || code == errc::unknown_field || code == errc::invalid_field;
}

/// What may be told of a name that the client chose: it goes into the answer, and perhaps into somebody's
/// log.
std::optional<std::string> printable(std::string name) {
  constexpr std::size_t longest = 64;
  const auto plain = [](char c) { return c > 0x20 && c < 0x7f; };
  if (name.empty() || name.size() > longest || !std::ranges::all_of(name, plain)) return std::nullopt;
  return name;
}

}  // namespace

problem problem_of(const base::error& refusal) {
  const auto* found = find(refusal.code);
  if (!found) {
    return {.type = "about:blank",
            .title = "Something went wrong here",
            .status = 500,
            .code = "internal_error",
            .field = std::nullopt};
  }
  return {.type = "about:blank",
          .title = std::string{found->title},
          .status = found->status,
          .code = std::string{found->code},
          .field = printable(blames_a_field(refusal.code) ? refusal.detail : std::string{found->field})};
}

std::vector<std::string_view> problem_codes() {
  std::vector<std::string_view> codes;
  const auto add = [&codes](std::string_view code) {
    if (std::ranges::find(codes, code) == codes.end()) codes.push_back(code);
  };
  for (const auto& table : tables)
    for (const auto& row : table) add(row.code);
  for (const auto code : codes_of_the_listener) add(code);
  return codes;
}

}  // namespace flex_video::wire
