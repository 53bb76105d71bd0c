#pragma once

#include <system_error>

namespace flex_video::wire {

/// What is wrong with a request as such, before anything is asked of the escalation. For the ones that blame
/// a field, the error's detail is the field's name.
enum class errc {
  malformed_json = 1,      ///< not one JSON object in UTF-8, or nested too deep
  missing_field,           ///< a required field is absent
  unknown_field,           ///< a field this request does not have
  invalid_field,           ///< a field of another type or form, or given twice
  body_too_large,          ///< more than any request needs
  unsupported_media_type,  ///< the body is declared as something else than the route takes
  flex_token_missing,      ///< no `Authorization: Bearer`
  webhook_forged,          ///< Twilio did not sign it, or not for this address
  webhook_malformed,       ///< Twilio's signature is right, but it lacks what its event has
  draining,                ///< the server is about to stop
  metrics_token_wrong,     ///< /metrics wants its bearer token, or loopback
  cross_site,              ///< a page of another site sent this with the visitor's cookie
  rate_limited,            ///< too many calls; the detail is the whole seconds to wait
  too_many_streams,        ///< as many event streams as are open may be
};
std::error_code make_error_code(errc code);

}  // namespace flex_video::wire

template <>
struct std::is_error_code_enum<flex_video::wire::errc> : std::true_type {};
