#include "flex_video/wire/errc.hpp"

#include "flex_video/base/error_category.hpp"

namespace flex_video::wire {
namespace {

constexpr char category_name[] = "wire";

const char* describe(int value) {
  switch (static_cast<errc>(value)) {
    case errc::malformed_json:
      return "the body is not a JSON object";
    case errc::missing_field:
      return "a required field is missing";
    case errc::unknown_field:
      return "a field is unknown";
    case errc::invalid_field:
      return "a field is invalid";
    case errc::body_too_large:
      return "the body is too large";
    case errc::unsupported_media_type:
      return "the body's media type is not taken here";
    case errc::flex_token_missing:
      return "the Flex token is missing";
    case errc::webhook_forged:
      return "the webhook is not signed by Twilio";
    case errc::webhook_malformed:
      return "the webhook lacks what its event has";
    case errc::draining:
      return "the server is about to stop";
    case errc::metrics_token_wrong:
      return "the metrics are not for this caller";
    case errc::cross_site:
      return "the request came from another site";
    case errc::rate_limited:
      return "too many calls";
    case errc::too_many_streams:
      return "too many event streams";
  }
  return "unknown";
}

}  // namespace

std::error_code make_error_code(errc code) {
  return {static_cast<int>(code), base::error_category<category_name, describe>::instance()};
}

}  // namespace flex_video::wire
