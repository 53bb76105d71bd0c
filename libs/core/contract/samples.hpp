#pragma once

#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/ports/task_directory.hpp"
#include "flex_video/core/ports/webhook_inbox.hpp"

#include <array>
#include <cstddef>
#include <string>

/// Values that tests start from. Equal numbers give equal ids.
namespace flex_video::core::samples {

template <class Id>
Id id(unsigned char number) {
  std::array<std::byte, Id::size> bytes{};
  bytes.back() = std::byte{number};
  return Id::from_bytes(bytes);
}

template <base::sid_prefix Prefix>
base::sid<Prefix> sid_of(unsigned char number) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text{Prefix.view()};
  text.append(30, '0').push_back(digits[number >> 4]);
  text.push_back(digits[number & 0x0f]);
  return *base::sid<Prefix>::parse(text);
}

inline const base::time_point noon{std::chrono::seconds{1'800'000'000}};
inline const auto conversation = sid_of<"CH">(1);
inline const auto task = sid_of<"WT">(1);
inline const auto room = sid_of<"RM">(1);
inline const auto ada = sid_of<"WK">(1);
inline const auto ben = sid_of<"WK">(2);

inline flex_user user(const worker_sid& worker = ada, std::string name = "Ada Agent") {
  return {.worker = worker,
          .identity = "ada",
          .display_name = std::move(name),
          .roles = {"agent"},
          .expires_at = noon + std::chrono::hours{1}};
}

inline core::reservation reservation(const worker_sid& worker = ada, const task_sid& of = task) {
  return {.sid = sid_of<"WR">(1),
          .task = of,
          .worker = worker,
          .status = reservation_status::accepted,
          .conversation = conversation,
          .channel_type = "web",
          .customer_name = "Cus Tomer"};
}

inline core::session session(unsigned char number = 1) {
  return {.id = id<session_id>(number),
          .conversation = sid_of<"CH">(number),
          .task = task,
          .reservation = sid_of<"WR">(1),
          .worker = ada,
          .agent_name = "Ada Agent",
          .customer_name = "Cus Tomer",
          .locale = "en-US",
          .room = sid_of<"RM">(number),
          .room_name = "Room-" + task.str(),
          .opened_at = noon,
          .link_expires_at = noon + std::chrono::hours{24},
          .idle_since = noon};
}

inline issued_invite customer_link(unsigned char number = 1) {
  return {.invite = {.session = id<session_id>(number), .expires_at = noon + std::chrono::hours{24}}};
}

/// A session with nothing but its customer's link.
inline session_record record(unsigned char number = 1) {
  return {.session = session(number), .visits = {}, .invites = {customer_link(number)}};
}

inline core::visit visit(unsigned char number = 1, visit_state state = visit_state::admitted) {
  return {.id = id<visit_id>(number),
          .session = id<session_id>(1),
          .role = invite_role::customer,
          .device = id<device_id>(number),
          .invite_expires_at = noon + std::chrono::hours{24},
          .state = state,
          .opened_at = noon};
}

inline core::event event(unsigned char number = 1) {
  return {.id = id<event_id>(number),
          .session = id<session_id>(1),
          .visit = std::nullopt,
          .kind = event_kind::session_started,
          .actor = "agent:" + ada.str(),
          .detail = {},
          .at = noon};
}

inline core::kept_still still(unsigned char number = 1) {
  const std::string image = "\xff\xd8\xff";
  return {.about = {.id = id<still_id>(number),
                    .session = id<session_id>(1),
                    .visit = std::nullopt,
                    .bytes = image.size(),
                    .taken_at = noon},
          .image = image};
}

inline core::webhook webhook(unsigned char number = 1) {
  return {.key = "key " + std::to_string(number),
          .source = webhook_source::video,
          .body = "RoomSid=" + room.str(),
          .received_at = noon + std::chrono::seconds{number}};
}

}  // namespace flex_video::core::samples
