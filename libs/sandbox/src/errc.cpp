#include "flex_video/sandbox/errc.hpp"

#include "flex_video/base/error_category.hpp"

namespace flex_video::sandbox {
namespace {

constexpr char category_name[] = "flex_video.sandbox";

const char* describe(int value) {
  switch (static_cast<errc>(value)) {
    case errc::token_invalid:
      return "the Flex token is not one of this process";
    case errc::token_expired:
      return "the Flex token has expired";
    case errc::unknown_agent:
      return "there is no such agent";
    case errc::unknown_conversation:
      return "there is no such conversation";
    case errc::unknown_message:
      return "there is no such message";
    case errc::unknown_task:
      return "there is no such task";
    case errc::unknown_reservation:
      return "there is no such reservation";
    case errc::unknown_activity:
      return "there is no such activity";
    case errc::not_a_member:
      return "only participants may write";
    case errc::message_empty:
      return "the message has no body";
    case errc::message_too_long:
      return "the message is too long";
    case errc::no_carrier:
      return "the channel has no carrier";
    case errc::too_many:
      return "the sandbox is full";
    case errc::wrong_status:
      return "the reservation cannot take that status now";
    case errc::malformed_query:
      return "the query expression is malformed";
    case errc::malformed_attributes:
      return "attributes are not a JSON object";
    case errc::malformed_packet:
      return "the Twilsock packet is malformed";
  }
  return "unknown";
}

}  // namespace

std::error_code make_error_code(errc code) {
  return {static_cast<int>(code), base::error_category<category_name, describe>::instance()};
}

}  // namespace flex_video::sandbox
