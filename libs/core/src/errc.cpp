#include "flex_video/core/errc.hpp"

#include "flex_video/base/error_category.hpp"
#include "flex_video/core/ports/conversation_messages.hpp"
#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/ports/task_directory.hpp"
#include "flex_video/core/ports/video_provider.hpp"

#include <algorithm>
#include <array>

namespace flex_video::core {
namespace {

constexpr char core_name[] = "core";
constexpr char identity_name[] = "flex identity";
constexpr char task_name[] = "task directory";
constexpr char provider_name[] = "video provider";
constexpr char message_name[] = "conversation messages";
constexpr char store_name[] = "session store";

struct description {
  errc code;
  const char* text;
};

constexpr std::array descriptions{
    description{errc::task_not_accepted, "the reservation is not accepted"},
    description{errc::conversation_mismatch, "the task does not belong to that conversation"},
    description{errc::not_your_session, "the session is another worker's"},
    description{errc::session_not_found, "no such session"},
    description{errc::session_ended, "the session has ended"},
    description{errc::invite_invalid, "not an invite of ours"},
    description{errc::invite_expired, "the invite has expired"},
    description{errc::invite_used, "the invite was used by another device"},
    description{errc::visit_unknown, "no such visit of this device"},
    description{errc::visit_ambiguous, "the device has several visits"},
    description{errc::visit_waiting, "the visit waits to be admitted"},
    description{errc::visit_denied, "the visit was denied"},
    description{errc::lobby_full, "too many devices came"},
    description{errc::invite_revoked, "the invite was taken back"},
    description{errc::visit_not_found, "the session has no such visit"},
    description{errc::visit_not_waiting, "the visit does not wait in the lobby"},
    description{errc::visit_not_admitted, "the visit was not let in"},
    description{errc::room_full, "every place in the room is taken"},
    description{errc::invite_not_found, "the session has no such invite"},
    description{errc::too_many_invites, "the session has given out as many links as it may"},
    description{errc::recording_not_allowed, "the policy does not allow recording"},
    description{errc::too_many_signals, "as many signals of the visit are noted as may be"},
    description{errc::not_an_image, "neither JPEG nor PNG"},
    description{errc::image_too_large, "the image is too large"},
    description{errc::still_not_found, "the session has no such picture"},
    description{errc::too_many_stills, "as many pictures of the session are kept as may be"},
    description{errc::consent_missing, "a guest has not agreed to be recorded"},
    description{errc::consent_outdated, "the text that was agreed to is not the present one"},
    description{errc::role_not_allowed, "no role of the user may do this"},
    description{errc::messaging_window_closed, "the channel's window for free messages is closed"},
    description{errc::supervision_not_allowed, "the policy does not let supervisors in"},
    description{errc::session_not_live, "the agent and a guest have not met yet"},
    description{errc::supervisor_present, "another supervisor is in the call"},
};

const char* describe(int value) {
  for (const auto& [code, text] : descriptions)
    if (code == static_cast<errc>(value)) return text;
  return "unknown";
}

const char* describe_identity(int value) {
  switch (static_cast<identity_errc>(value)) {
    case identity_errc::invalid:
      return "the Flex token is not valid";
    case identity_errc::expired:
      return "the Flex token has expired";
    case identity_errc::unavailable:
      return "the Flex token could not be checked";
  }
  return "unknown";
}

const char* describe_task(int value) {
  switch (static_cast<task_errc>(value)) {
    case task_errc::not_reserved:
      return "the worker holds no reservation on the task";
    case task_errc::unavailable:
      return "the task could not be looked up";
  }
  return "unknown";
}

const char* describe_provider(int value) {
  switch (static_cast<provider_errc>(value)) {
    case provider_errc::unavailable:
      return "the video provider gives no answer";
    case provider_errc::refused:
      return "the video provider refused";
  }
  return "unknown";
}

const char* describe_message(int value) {
  switch (static_cast<message_errc>(value)) {
    case message_errc::unavailable:
      return "the conversation's service gives no answer";
    case message_errc::refused:
      return "the conversation's service refused";
  }
  return "unknown";
}

const char* describe_store(int value) {
  switch (static_cast<store_errc>(value)) {
    case store_errc::not_found:
      return "no such row";
    case store_errc::conflict:
      return "the state was changed by somebody else meanwhile";
    case store_errc::unavailable:
      return "the store gives no answer";
    case store_errc::in_use:
      return "a session has not ended, or its room may be open";
  }
  return "unknown";
}

}  // namespace

std::error_code make_error_code(errc code) {
  return {static_cast<int>(code), base::error_category<core_name, describe>::instance()};
}

std::error_code make_error_code(identity_errc code) {
  return {static_cast<int>(code), base::error_category<identity_name, describe_identity>::instance()};
}

std::error_code make_error_code(task_errc code) {
  return {static_cast<int>(code), base::error_category<task_name, describe_task>::instance()};
}

std::error_code make_error_code(provider_errc code) {
  return {static_cast<int>(code), base::error_category<provider_name, describe_provider>::instance()};
}

std::error_code make_error_code(message_errc code) {
  return {static_cast<int>(code), base::error_category<message_name, describe_message>::instance()};
}

std::error_code make_error_code(store_errc code) {
  return {static_cast<int>(code), base::error_category<store_name, describe_store>::instance()};
}

}  // namespace flex_video::core
