#pragma once

#include "flex_video/core/spelling.hpp"
#include "flex_video/server/metrics.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace flex_video::server {

// The label values of metrics: one word for each enumerator, nothing for a value behind the last one.

constexpr std::string_view word(core::end_reason reason) { return core::name_of(reason); }

constexpr std::string_view word(invite_step step) {
  switch (step) {
    case invite_step::sent:
      return "sent";
    case invite_step::opened:
      return "opened";
    case invite_step::admitted:
      return "admitted";
    case invite_step::waiting:
      return "waiting";
    case invite_step::denied:
      return "denied";
    case invite_step::in_room:
      return "in_room";
  }
  return {};
}

constexpr std::string_view word(provider_operation operation) {
  switch (operation) {
    case provider_operation::create_room:
      return "create_room";
    case provider_operation::find_room:
      return "find_room";
    case provider_operation::complete_room:
      return "complete_room";
    case provider_operation::inspect_room:
      return "inspect_room";
    case provider_operation::remove_participant:
      return "remove_participant";
    case provider_operation::set_audiences:
      return "set_audiences";
    case provider_operation::set_recording:
      return "set_recording";
    case provider_operation::list_recordings:
      return "list_recordings";
    case provider_operation::validate_token:
      return "validate_token";
    case provider_operation::find_reservation:
      return "find_reservation";
    case provider_operation::find_tasks:
      return "find_tasks";
    case provider_operation::find_messages:
      return "find_messages";
    case provider_operation::send_message:
      return "send_message";
  }
  return {};
}

constexpr std::string_view word(provider_outcome outcome) {
  switch (outcome) {
    case provider_outcome::ok:
      return "ok";
    case provider_outcome::refused:
      return "refused";
    case provider_outcome::unavailable:
      return "unavailable";
  }
  return {};
}

constexpr std::string_view word(store_operation operation) {
  switch (operation) {
    case store_operation::find:
      return "find";
    case store_operation::commit:
      return "commit";
  }
  return {};
}

constexpr std::string_view word(work_queue queue) {
  switch (queue) {
    case work_queue::workers:
      return "workers";
    case work_queue::webhook_inbox:
      return "webhook_inbox";
  }
  return {};
}

constexpr std::string_view word(room_kind kind) {
  switch (kind) {
    case room_kind::peer_to_peer:
      return "peer_to_peer";
    case room_kind::group:
      return "group";
  }
  return {};
}

constexpr std::string_view word(media_worker_loss why) {
  switch (why) {
    case media_worker_loss::ended:
      return "ended";
    case media_worker_loss::hung:
      return "hung";
    case media_worker_loss::misspoke:
      return "misspoke";
  }
  return {};
}

constexpr std::string_view word(route_class route) {
  switch (route) {
    case route_class::agent:
      return "agent";
    case route_class::visit:
      return "visit";
    case route_class::page:
      return "page";
    case route_class::asset:
      return "asset";
    case route_class::get_tokens:
      return "get_tokens";
    case route_class::webhook:
      return "webhook";
    case route_class::operations:
      return "operations";
    case route_class::other:
      return "other";
  }
  return {};
}

constexpr std::string_view word(caller_kind kind) {
  switch (kind) {
    case caller_kind::address:
      return "address";
    case caller_kind::link:
      return "link";
    case caller_kind::worker:
      return "worker";
  }
  return {};
}

constexpr std::string_view word(core::webhook_source source) { return core::name_of(source); }
constexpr std::string_view word(core::kept_row row) { return core::name_of(row); }

constexpr std::string_view word(webhook_outcome outcome) {
  switch (outcome) {
    case webhook_outcome::accepted:
      return "accepted";
    case webhook_outcome::duplicate:
      return "duplicate";
    case webhook_outcome::forged:
      return "forged";
  }
  return {};
}

/// The first digit decides (RFC 9110 section 15).
enum class status_class { informational, successful, redirection, client_error, server_error };

constexpr std::string_view word(status_class status) {
  switch (status) {
    case status_class::informational:
      return "1xx";
    case status_class::successful:
      return "2xx";
    case status_class::redirection:
      return "3xx";
    case status_class::client_error:
      return "4xx";
    case status_class::server_error:
      return "5xx";
  }
  return {};
}

/// The words of all enumerators, in their order: enumerators count from 0 without a gap.
template <class Enum>
std::vector<std::string> words() {
  std::vector<std::string> all;
  for (int value = 0; !word(static_cast<Enum>(value)).empty(); ++value)
    all.emplace_back(word(static_cast<Enum>(value)));
  return all;
}

}  // namespace flex_video::server
