#include "flex_video/core/errc.hpp"

#include "flex_video/base/error_category.hpp"
#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/ports/task_directory.hpp"
#include "flex_video/core/ports/video_provider.hpp"

namespace flex_video::core {
namespace {

constexpr char core_name[] = "core";
constexpr char identity_name[] = "flex identity";
constexpr char task_name[] = "task directory";
constexpr char provider_name[] = "video provider";
constexpr char store_name[] = "session store";

const char* describe(int value) {
  switch (static_cast<errc>(value)) {
    case errc::task_not_accepted:
      return "the reservation is not accepted";
    case errc::conversation_mismatch:
      return "the task does not belong to that conversation";
    case errc::not_your_session:
      return "the session is another worker's";
    case errc::session_not_found:
      return "no such session";
    case errc::session_ended:
      return "the session has ended";
    case errc::invite_invalid:
      return "not an invite of ours";
    case errc::invite_expired:
      return "the invite has expired";
    case errc::invite_used:
      return "the invite was used by another device";
    case errc::visit_unknown:
      return "no such visit of this device";
    case errc::visit_ambiguous:
      return "the device has several visits";
    case errc::visit_waiting:
      return "the visit waits to be admitted";
    case errc::visit_denied:
      return "the visit was denied";
    case errc::lobby_full:
      return "too many devices came";
    case errc::invite_revoked:
      return "the invite was taken back";
    case errc::visit_not_found:
      return "the session has no such visit";
    case errc::visit_not_waiting:
      return "the visit does not wait in the lobby";
    case errc::visit_not_admitted:
      return "the visit was not let in";
    case errc::room_full:
      return "every place in the room is taken";
    case errc::invite_not_found:
      return "the session has no such invite";
    case errc::too_many_invites:
      return "the session has given out as many links as it may";
    case errc::recording_not_allowed:
      return "the policy does not allow recording";
    case errc::too_many_signals:
      return "as many signals of the visit are noted as may be";
    case errc::not_an_image:
      return "neither JPEG nor PNG";
    case errc::image_too_large:
      return "the image is too large";
    case errc::still_not_found:
      return "the session has no such picture";
    case errc::too_many_stills:
      return "as many pictures of the session are kept as may be";
    case errc::consent_missing:
      return "a guest has not agreed to be recorded";
    case errc::consent_outdated:
      return "the text that was agreed to is not the present one";
    case errc::role_not_allowed:
      return "no role of the user may do this";
  }
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

const char* describe_store(int value) {
  switch (static_cast<store_errc>(value)) {
    case store_errc::not_found:
      return "no such row";
    case store_errc::conflict:
      return "the state was changed by somebody else meanwhile";
    case store_errc::unavailable:
      return "the store gives no answer";
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

std::error_code make_error_code(store_errc code) {
  return {static_cast<int>(code), base::error_category<store_name, describe_store>::instance()};
}

}  // namespace flex_video::core
