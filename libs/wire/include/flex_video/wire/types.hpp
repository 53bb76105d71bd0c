#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/core/event.hpp"
#include "flex_video/core/ids.hpp"
#include "flex_video/core/invite.hpp"
#include "flex_video/core/page_signal.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/session.hpp"
#include "flex_video/core/session_record.hpp"
#include "flex_video/core/still.hpp"
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
  std::optional<bool> only_existing;  ///< finds and takes over a call under way, and opens none
};

/// Of the calls that say everything in their path.
struct empty_request {};

struct redeem_request {
  std::string code;
};

/// Whom a link may be given to; agents come from Flex.
enum class guest_role { customer, relative, interpreter };
core::invite_role to_core(guest_role role);

struct issue_invite_request {
  guest_role role;
  std::optional<unsigned> expires_in_seconds;
};

enum class recording_action { start, pause, stop };
core::recording_state to_core(recording_action action);

struct recording_request {
  recording_action action;
};

struct page_signal_request {
  core::page_signal_kind kind;
  std::optional<unsigned> value;
  std::optional<std::string> comment;
  std::optional<std::string> version;    ///< of the text that was agreed to
  std::optional<language_tag> language;  ///< in which it was shown
};

struct supervision_request {
  core::supervision_mode mode;
};

struct session {
  core::session_id id;
  core::session_state state;
  core::conversation_sid conversation;
  core::task_sid task;
  core::room_sid room;
  std::string room_name;
  std::string agent_name;
  std::string customer_name;
  base::time_point opened_at;
  std::optional<base::time_point> live_at;
  core::recording_state recording;
  std::optional<base::time_point> ended_at;
  std::optional<core::end_reason> end_reason;
  std::optional<std::string> supervisor;  ///< the name of one who is in the call, for who may know
  std::optional<core::supervision_mode> supervision;  ///< who hears and sees them; there with the name
};
/// Without its supervisor.
session to_wire(const core::session& session);

struct visit {
  core::visit_id id;
  core::visit_state state;
  core::invite_role role;
  base::time_point opened_at;
  std::optional<std::string> consent;  ///< the version of the text that agrees to a recording
};
visit to_wire(const core::visit& visit);

/// A link that was given to a guest, without what admits.
struct invite {
  unsigned id;  ///< within its session
  core::invite_role role;
  base::time_point expires_at;
  bool revoked;
};
invite to_wire(const core::issued_invite& issued);

/// A picture that was taken in a call, without the picture.
struct still {
  core::still_id id;
  std::optional<core::visit_id> visit;  ///< whose device sent it; nothing for the agent's
  core::image_type media_type;
  unsigned bytes;
  base::time_point taken_at;
};
still to_wire(const core::still& still);

struct still_answer {
  wire::still still;
};

/// In the order of taking.
struct still_list {
  std::vector<still> stills;
};

struct policy {
  unsigned max_participants;
  core::lobby_rule lobby;
  unsigned longest_call_seconds;
  bool recording_allowed;
  core::supervisor_rule supervisor_join;
  bool supervisor_announced;
};
policy to_wire(const core::policy& policy);

struct session_answer {
  wire::session session;
};

struct started_session {
  wire::session session;
  std::string customer_link;
  std::string message;  ///< for the conversation; holds the link
  /// The channel takes free messages for a time only: who sends this one, POST …/invitation answers.
  bool windowed;
};

struct send_invitation_request {
  std::optional<bool> again;  ///< also when it was sent already
};

/// Who sends the customer's link into the conversation: the agent, freely, or the service, which has done it.
enum class invitation_sender { agent, service };

struct invitation_answer {
  invitation_sender sender;
};

struct session_status {
  wire::session session;
  std::vector<visit> visits;
  std::vector<invite> invites;
  wire::policy policy;
};

/// Who `supervises` is told of the call's supervisor, whatever the policy says.
session_status to_wire(const core::session_record& record, const core::policy& policy, bool supervises);

struct session_list {
  std::vector<session> sessions;
};

/// The only answer that holds an invite's link.
struct issued_invite {
  wire::invite invite;
  std::string link;
  std::string message;  ///< for the conversation; holds the link
};

struct invite_answer {
  wire::invite invite;
};

/// What somebody is in a call.
enum class page_role { customer, agent, relative, interpreter, supervisor };
page_role to_wire(core::invite_role role);

/// What the page needs to enter the room.
struct join_answer {
  std::string token;
  core::room_sid room;
  std::optional<std::string> ws_server;  ///< nothing with Twilio's cloud
  std::string identity;
  std::string display_name;
  page_role role;
  base::time_point expires_at;
  std::string peer_name;  ///< of the other side; the customer's for a supervisor
  std::optional<std::string> agent_name = std::nullopt;  ///< for a supervisor, who meets both
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
visit_answer to_wire(const core::visit& visit, const core::session& session);

/// What came of an agent's decision about a visit.
struct visit_decision {
  wire::visit visit;
  session_brief session;
};

/// One event, as those see it who may see the session. Session and visits are as they were when it was sent,
/// perhaps later than it happened.
struct session_event {
  unsigned number;  ///< within its session, from 1 and without gaps
  core::event_kind kind;
  base::time_point at;
  std::optional<std::string> actor;
  std::optional<core::visit_id> visit;
  std::optional<std::string> detail;
  wire::session session;
  std::vector<wire::visit> visits;
};
session_event to_wire(const core::event& event, const core::session_record& now, const core::policy& policy,
                      bool supervises);

/// One event, as the guest sees it whose visit this is. As for session_event, the state is the newest. The
/// numbers of events that do not concern the guest are left out.
struct visit_event {
  unsigned number;
  core::event_kind kind;
  base::time_point at;
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

/// The text that a guest has to agree to before a call that may be recorded; the page has the words.
struct consent_terms {
  std::string version;
};

/// What the room page is told about itself, in its HTML. The role is how it was come to, by a link or from
/// Flex; what a link admits as, its visit tells. From Flex, the session and the origins that may talk to the
/// page are there as well; by a link to a session, its agent's name, and by the customer's the customer's
/// locale.
struct arrival {
  page_role role = page_role::customer;
  arrival_state state = arrival_state::invite_invalid;
  std::optional<core::session_id> session = std::nullopt;
  std::optional<std::vector<std::string>> flex_origins = std::nullopt;
  std::optional<std::string> agent_name = std::nullopt;
  std::optional<language_tag> locale = std::nullopt;
  std::optional<std::string> ws_server = std::nullopt;  ///< of our own rooms, which the page may check before
  std::optional<consent_terms> consent = std::nullopt;  ///< of a guest's page, where calls may be recorded
  std::optional<bool> view_only = std::nullopt;         ///< of a supervisor's page: it publishes nothing
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
