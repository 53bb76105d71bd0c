#include "taskrouter/reservation.hpp"

#include <array>
#include <utility>

namespace flex_video::sandbox {
namespace {

constexpr std::array<std::pair<reservation_status, std::string_view>, 8> words{{
    {reservation_status::pending, "pending"},
    {reservation_status::accepted, "accepted"},
    {reservation_status::rejected, "rejected"},
    {reservation_status::timeout, "timeout"},
    {reservation_status::canceled, "canceled"},
    {reservation_status::rescinded, "rescinded"},
    {reservation_status::wrapping, "wrapping"},
    {reservation_status::completed, "completed"},
}};

}  // namespace

std::string_view to_text(reservation_status status) {
  for (const auto& [known, word] : words)
    if (known == status) return word;
  return {};
}

std::optional<reservation_status> parse_reservation_status(std::string_view text) {
  for (const auto& [status, word] : words)
    if (word == text) return status;
  return std::nullopt;
}

bool is_over(reservation_status status) {
  return status != reservation_status::pending && status != reservation_status::accepted &&
         status != reservation_status::wrapping;
}

bool may_become(reservation_status from, reservation_status to) {
  using enum reservation_status;
  switch (from) {
    case pending:
      return to == accepted || to == rejected || to == timeout || to == canceled || to == rescinded;
    case accepted:
      return to == wrapping || to == completed || to == canceled;
    case wrapping:
      return to == completed || to == canceled;
    default:
      return false;
  }
}

std::string_view task_status_of(reservation_status status) {
  using enum reservation_status;
  switch (status) {
    case pending:
      return "reserved";
    case accepted:
      return "assigned";
    case wrapping:
      return "wrapping";
    case completed:
      return "completed";
    case canceled:
      return "canceled";
    default:
      return "pending";
  }
}

std::string_view event_word_of(reservation_status status) {
  if (status == reservation_status::pending) return "created";
  return status == reservation_status::wrapping ? "wrapup" : to_text(status);
}

}  // namespace flex_video::sandbox
