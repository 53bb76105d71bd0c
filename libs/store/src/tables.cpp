#include "tables.hpp"

#include "flex_video/base/encoding.hpp"

#include <cstdint>

namespace flex_video::store {
namespace {

/// Names and values, which are in the same order.
std::vector<argument> zipped(const table& table, std::vector<cell> cells) {
  std::vector<argument> arguments;
  arguments.reserve(cells.size());
  for (std::size_t at = 0; at < cells.size(); ++at)
    arguments.push_back({.name = table.columns.at(at), .value = std::move(cells[at])});
  return arguments;
}

template <class... Values>
std::vector<argument> arguments(const table& table, const Values&... values) {
  return zipped(table, {to_cell(values)...});
}

/// What `text` makes of each column, separated by commas.
template <class Text>
std::string listed(const table& table, Text text) {
  std::string list;
  for (const auto column : table.columns) {
    if (!list.empty()) list += ", ";
    list += text(std::string{column});
  }
  return list;
}

// A sighting takes two columns: its time, and its stay if it has one.
std::optional<base::time_point> time_of(const std::optional<core::sighting>& seen) {
  return seen ? std::optional{seen->at} : std::nullopt;
}
std::optional<core::participant_sid> stay_of(const std::optional<core::sighting>& seen) {
  return seen ? seen->stay : std::nullopt;
}
std::optional<core::sighting> read_sighting(row_reader& from) {
  const auto at = from.next<std::optional<base::time_point>>();
  const auto stay = from.next<std::optional<core::participant_sid>>();
  if (!at) return std::nullopt;
  return core::sighting{.at = *at, .stay = stay};
}

// A supervisor's place takes six: whose it is, NULL while there is none, and what is known of them.
std::optional<core::worker_sid> worker_of(const std::optional<core::supervisor_place>& place) {
  return place ? std::optional{place->worker} : std::nullopt;
}
std::string name_of(const std::optional<core::supervisor_place>& place) {
  return place ? place->name : std::string{};
}
core::supervision_mode mode_of(const std::optional<core::supervisor_place>& place) {
  return place ? place->mode : core::supervision_mode::listen;
}
std::optional<core::sighting> seen_of(const std::optional<core::supervisor_place>& place) {
  return place ? place->seen : std::nullopt;
}
std::optional<core::supervisor_place> read_supervisor(row_reader& from) {
  const auto worker = from.next<std::optional<core::worker_sid>>();
  auto name = from.next<std::string>();
  const auto in_room = from.next<bool>();
  const auto mode = from.next<core::supervision_mode>();
  const auto seen = read_sighting(from);
  if (!worker) return std::nullopt;
  return core::supervisor_place{
      .worker = *worker, .name = std::move(name), .in_room = in_room, .mode = mode, .seen = seen};
}

}  // namespace

const table& sessions_table() {
  static const table made{.name = "session",
                          .columns = {"id",
                                      "conversation",
                                      "task",
                                      "reservation",
                                      "worker",
                                      "agent_name",
                                      "customer_name",
                                      "locale",
                                      "room",
                                      "room_name",
                                      "state",
                                      "opened_at",
                                      "link_ordinal",
                                      "link_expires_at",
                                      "live_at",
                                      "ended_at",
                                      "end_reason",
                                      "handovers",
                                      "agent_in_room",
                                      "agent_seen_at",
                                      "agent_stay",
                                      "idle_since",
                                      "room_closed",
                                      "recording",
                                      "stills",
                                      "supervisor",
                                      "supervisor_name",
                                      "supervisor_in_room",
                                      "supervisor_mode",
                                      "supervisor_seen_at",
                                      "supervisor_stay",
                                      "version"}};
  return made;
}

const table& visits_table() {
  static const table made{
      .name = "visit",
      .columns = {"id", "session", "role", "device", "invite_ordinal", "invite_expires_at", "state",
                  "opened_at", "seen_at", "stay", "signals", "consent", "version"}};
  return made;
}

const table& invites_table() {
  static const table made{.name = "invite",
                          .columns = {"session", "role", "ordinal", "expires_at", "revoked"}};
  return made;
}

const table& events_table() {
  static const table made{.name = "event",
                          .columns = {"id", "session", "visit", "kind", "actor", "detail", "at", "number"}};
  return made;
}

const table& stills_table() {
  static const table made{.name = "still",
                          .columns = {"id", "session", "visit", "type", "bytes", "taken_at"}};
  return made;
}

const table& webhooks_table() {
  static const table made{.name = "webhook", .columns = {"key", "source", "body", "received_at"}};
  return made;
}

const table& noted_rooms_table() {
  static const table made{.name = "noted_room", .columns = {"unique_name", "noted_at"}};
  return made;
}

std::vector<argument> arguments_of(const core::session& of) {
  return arguments(sessions_table(), of.id, of.conversation, of.task, of.reservation, of.worker,
                   of.agent_name, of.customer_name, of.locale, of.room, of.room_name, of.state, of.opened_at,
                   of.link_ordinal, of.link_expires_at, of.live_at, of.ended_at, of.end_reason, of.handovers,
                   of.agent_in_room, time_of(of.agent_seen), stay_of(of.agent_seen), of.idle_since,
                   of.room_closed, of.recording, of.stills, worker_of(of.supervisor), name_of(of.supervisor),
                   of.supervisor && of.supervisor->in_room, mode_of(of.supervisor),
                   time_of(seen_of(of.supervisor)), stay_of(seen_of(of.supervisor)), of.version);
}

std::vector<argument> arguments_of(const core::visit& of) {
  return arguments(visits_table(), of.id, of.session, of.role, of.device, of.invite_ordinal,
                   of.invite_expires_at, of.state, of.opened_at, time_of(of.seen), stay_of(of.seen),
                   of.signals, of.consent, of.version);
}

std::vector<argument> arguments_of(const core::issued_invite& of) {
  return arguments(invites_table(), of.invite.session, of.invite.role, of.invite.ordinal,
                   of.invite.expires_at, of.revoked);
}

std::vector<argument> arguments_of(const core::event& of) {
  return arguments(events_table(), of.id, of.session, of.visit, of.kind, of.actor, of.detail, of.at);
}

std::vector<argument> arguments_of(const core::kept_still& kept) {
  const auto& of = kept.about;
  auto all = arguments(stills_table(), of.id, of.session, of.visit, of.type, of.bytes, of.taken_at);
  all.push_back({.name = "image", .value = base::to_base64url(kept.image)});
  return all;
}

std::vector<argument> arguments_of(const core::webhook& of) {
  return arguments(webhooks_table(), of.key, of.source, base::to_base64url(of.body), of.received_at);
}

std::vector<argument> arguments_of(const core::noted_room& of) {
  return arguments(noted_rooms_table(), of.unique_name, of.noted_at);
}

// Braces evaluate from left to right, so each field takes the next column.
template <>
core::session read_row(const row& cells) {
  row_reader from{cells, sessions_table().columns};
  return {.id = from.next<core::session_id>(),
          .conversation = from.next<core::conversation_sid>(),
          .task = from.next<core::task_sid>(),
          .reservation = from.next<core::reservation_sid>(),
          .worker = from.next<core::worker_sid>(),
          .agent_name = from.next<std::string>(),
          .customer_name = from.next<std::string>(),
          .locale = from.next<std::string>(),
          .room = from.next<core::room_sid>(),
          .room_name = from.next<std::string>(),
          .state = from.next<core::session_state>(),
          .opened_at = from.next<base::time_point>(),
          .link_ordinal = from.next<std::uint8_t>(),
          .link_expires_at = from.next<base::time_point>(),
          .live_at = from.next<std::optional<base::time_point>>(),
          .ended_at = from.next<std::optional<base::time_point>>(),
          .end_reason = from.next<std::optional<core::end_reason>>(),
          .handovers = from.next<unsigned>(),
          .agent_in_room = from.next<bool>(),
          .agent_seen = read_sighting(from),
          .idle_since = from.next<std::optional<base::time_point>>(),
          .room_closed = from.next<bool>(),
          .recording = from.next<core::recording_state>(),
          .stills = from.next<unsigned>(),
          .supervisor = read_supervisor(from),
          .version = from.next<unsigned>()};
}

template <>
core::visit read_row(const row& cells) {
  row_reader from{cells, visits_table().columns};
  return {.id = from.next<core::visit_id>(),
          .session = from.next<core::session_id>(),
          .role = from.next<core::invite_role>(),
          .device = from.next<std::optional<core::device_id>>(),
          .invite_ordinal = from.next<std::uint8_t>(),
          .invite_expires_at = from.next<base::time_point>(),
          .state = from.next<core::visit_state>(),
          .opened_at = from.next<base::time_point>(),
          .seen = read_sighting(from),
          .signals = from.next<unsigned>(),
          .consent = from.next<std::string>(),
          .version = from.next<unsigned>()};
}

template <>
core::issued_invite read_row(const row& cells) {
  row_reader from{cells, invites_table().columns};
  return {.invite = {.session = from.next<core::session_id>(),
                     .role = from.next<core::invite_role>(),
                     .ordinal = from.next<std::uint8_t>(),
                     .expires_at = from.next<base::time_point>()},
          .revoked = from.next<bool>()};
}

template <>
core::event read_row(const row& cells) {
  row_reader from{cells, events_table().columns};
  return {.id = from.next<core::event_id>(),
          .session = from.next<core::session_id>(),
          .visit = from.next<std::optional<core::visit_id>>(),
          .kind = from.next<core::event_kind>(),
          .actor = from.next<std::string>(),
          .detail = from.next<std::string>(),
          .at = from.next<base::time_point>(),
          .number = from.next<unsigned>()};
}

template <>
core::still read_row(const row& cells) {
  row_reader from{cells, stills_table().columns};
  return {.id = from.next<core::still_id>(),
          .session = from.next<core::session_id>(),
          .visit = from.next<std::optional<core::visit_id>>(),
          .type = from.next<core::image_type>(),
          .bytes = from.next<std::size_t>(),
          .taken_at = from.next<base::time_point>()};
}

template <>
core::webhook read_row(const row& cells) {
  row_reader from{cells, webhooks_table().columns};
  core::webhook read{.key = from.next<std::string>(),
                     .source = from.next<core::webhook_source>(),
                     .body = from.next<std::string>(),
                     .received_at = from.next<base::time_point>()};
  auto body = base::from_base64url(read.body);
  if (!body) throw unreadable_row{"the column body holds what nobody wrote"};
  read.body = std::move(*body);
  return read;
}

template <>
core::noted_room read_row(const row& cells) {
  row_reader from{cells, noted_rooms_table().columns};
  return {.unique_name = from.next<std::string>(), .noted_at = from.next<base::time_point>()};
}

statement_text select_from(const table& table, const std::string& rest) {
  const auto columns = listed(table, [](std::string column) { return column; });
  return {.sql = "SELECT " + columns + " FROM " + std::string{table.name} + " " + rest,
          .columns = table.columns.size()};
}

statement_text insert_versioned(const table& table) {
  const auto columns = listed(table, [](std::string column) { return column; });
  const auto values =
      listed(table, [](std::string column) { return column == "version" ? ":version + 1" : ":" + column; });
  return {.sql = "INSERT INTO " + std::string{table.name} + " (" + columns + ") VALUES (" + values + ")"};
}

statement_text update_versioned(const table& table) {
  const auto values = listed(table, [](std::string column) {
    return column + " = " + (column == "version" ? "version + 1" : ":" + column);
  });
  return {.sql = "UPDATE " + std::string{table.name} + " SET " + values +
                 " WHERE id = :id AND version = :version"};
}

}  // namespace flex_video::store
