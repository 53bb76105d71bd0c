#pragma once

#include "replay.hpp"
#include "settings.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/core/escalation.hpp"
#include "flex_video/core/invite.hpp"
#include "flex_video/core/session.hpp"
#include "flex_video/server/hmac_code_signer.hpp"
#include "flex_video/server/twilio_cloud.hpp"
#include "flex_video/twilio/access_token.hpp"

#include <string>

namespace flex_video::serverless {

/// An agent whose token is good, and their hold on the task.
struct task_holder {
  core::flex_user user;
  core::reservation reservation;
};

/// What each function does: the body of its answer, or why it refuses. Who somebody is comes from the Flex
/// token in the form's `Token` and from signed codes, and from nothing else in a request.
class calls {
 public:
  /// All must outlive this.
  calls(const settings& settings, replay& outside, base::random_source& random);

  /// The original design's: `taskSid`, `workerName` (not looked at) and `Token`; both tokens and links.
  base::result<std::string> get_tokens(const function_call& call);
  /// `conversationSid`, `taskSid`, `locale`, `onlyExisting`, `Token`: as POST /v1/sessions of the server.
  base::result<std::string> start(const function_call& call);
  /// `code` of a link, or `taskSid` and `Token` for the agent: a way into the room.
  base::result<std::string> join(const function_call& call);
  /// `taskSid` and `Token`: closes the room. core::errc::session_ended if it is closed already.
  base::result<std::string> end(const function_call& call);
  /// An event of TaskRouter, signed by Twilio: closes the room of a task that is over.
  base::result<std::string> task_event(const function_call& call);

 private:
  /// Who comes into a room.
  struct entry {
    core::room_sid room;
    core::invite_role role;
    std::string identity;
    std::string display_name;
    std::string peer_name;
  };

  base::result<task_holder> holder_of(const function_call& call, const core::task_sid& task);
  base::result<core::session> open(const task_holder& holder, const core::start_request& request,
                                   bool only_existing);
  base::result<core::session> running_session(const task_holder& holder);
  base::result<std::string> join_by_code(std::string_view code);
  std::string token(std::string identity, const core::room_sid& room);
  std::string let_in(entry who);
  std::string link(const core::invite& invite);

  const settings& settings_;
  replay& outside_;
  base::random_source& random_;
  server::twilio_cloud cloud_;
  twilio::access_token_issuer issuer_;
  server::hmac_code_signer signer_;
};

}  // namespace flex_video::serverless
