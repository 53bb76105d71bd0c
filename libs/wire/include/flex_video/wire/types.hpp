#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/core/ids.hpp"
#include "flex_video/core/invite.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/session.hpp"
#include "flex_video/core/visit.hpp"

#include <optional>
#include <string>
#include <vector>

/// The bodies of the HTTP API. Their field names in JSON, and what follows from these (openapi.json, the
/// TypeScript types), are in src/descriptions.hpp.
namespace flex_video::wire {

/// A BCP 47 tag, as far as we look at it: 2 to 35 letters, digits and hyphens.
struct language_tag {
  std::string text;
  friend bool operator==(const language_tag&, const language_tag&) = default;
};

struct start_session_request {
  core::conversation_sid conversation;
  core::task_sid task;
  std::optional<language_tag> locale;
};

/// Of the calls that say everything in their path.
struct empty_request {};

struct redeem_request {
  std::string code;
};

struct session {
  core::session_id id;
  core::session_state state;
  core::conversation_sid conversation;
  core::task_sid task;
  core::room_sid room;
  std::string room_name;
  base::time_point opened_at;
  std::optional<base::time_point> ended_at;
  std::optional<core::end_reason> end_reason;
};
session to_wire(const core::session& session);

struct visit {
  core::visit_id id;
  core::visit_state state;
  core::invite_role role;
};
visit to_wire(const core::visit& visit);

struct policy {
  unsigned max_participants;
  core::lobby_rule lobby;
  unsigned longest_call_seconds;
};
policy to_wire(const core::policy& policy);

struct session_answer {
  wire::session session;
};

struct started_session {
  wire::session session;
  std::string customer_link;
  std::string message;  ///< for the conversation; holds the link
};

struct session_status {
  wire::session session;
  std::vector<visit> visits;
  wire::policy policy;
};

/// What the page needs to enter the room.
struct join_answer {
  std::string token;
  core::room_sid room;
  std::optional<std::string> ws_server;  ///< nothing with Twilio's cloud
  std::string identity;
  std::string display_name;
  core::invite_role role;
  base::time_point expires_at;
  std::string peer_name;  ///< of the other side
};

/// What a customer may know of a session.
struct session_brief {
  core::session_state state;
};

struct visit_answer {
  wire::visit visit;
  session_brief session;
  std::string agent_name;
};

/// The answer of /get-tokens. The links are absent from an insecure one, which has no session.
struct tokens_answer {
  std::string agent_token;
  std::string customer_token;
  std::string room_name;
  std::optional<std::string> agent_link;
  std::optional<std::string> customer_link;
};

struct tokens_refusal {
  std::string error;
};

struct health {
  std::string status;
};

enum class arrival_state { open, session_ended, invite_expired, invite_invalid };

/// What the room page is told about itself, in its HTML. The role is how it was come to, by a link or from
/// Flex; what a link admits as, its visit tells. From Flex, the session and the origins that may talk to the
/// page are there as well; by a link to a session, its agent's name.
struct arrival {
  core::invite_role role = core::invite_role::customer;
  arrival_state state = arrival_state::invite_invalid;
  std::optional<core::session_id> session = std::nullopt;
  std::optional<std::vector<std::string>> flex_origins = std::nullopt;
  std::optional<std::string> agent_name = std::nullopt;
};

/// RFC 9457. Clients switch on `code`.
struct problem {
  std::string type;
  std::string title;
  unsigned status;
  std::string code;
  std::optional<std::string> field;  ///< the one to blame
};

}  // namespace flex_video::wire
