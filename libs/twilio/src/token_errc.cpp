#include "flex_video/base/error_category.hpp"
#include "flex_video/twilio/access_token.hpp"

namespace flex_video::twilio {
namespace {

constexpr char category_name[] = "twilio.access_token";

const char* describe(int value) {
  switch (static_cast<token_errc>(value)) {
    case token_errc::malformed:
      return "Invalid Access Token";
    case token_errc::wrong_issuer:
      return "Invalid Access Token issuer/subject";
    case token_errc::expired:
      return "Access Token expired or expiration date invalid";
    case token_errc::not_yet_valid:
      return "Access Token not yet valid";
    case token_errc::no_video_grant:
      return "Invalid Access Token grants";
    case token_errc::wrong_signature:
      return "Invalid Access Token signature";
  }
  return "unknown token error";
}

}  // namespace

std::error_code make_error_code(token_errc code) {
  return {static_cast<int>(code), base::error_category<category_name, describe>::instance()};
}

}  // namespace flex_video::twilio
