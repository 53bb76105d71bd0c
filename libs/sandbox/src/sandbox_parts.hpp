#pragma once

#include "control/control_api.hpp"
#include "conversations/conversations_api.hpp"
#include "effects.hpp"
#include "flex/flex_api.hpp"
#include "twilio_hosts.hpp"
#include "twilsock/connection.hpp"

#include "flex_video/sandbox/options.hpp"

#include <string_view>

namespace flex_video::sandbox {

/// The parts, in the order in which they need each other.
struct sandbox_parts {
  explicit sandbox_parts(sandbox_options given);
  sandbox_parts(const sandbox_parts&) = delete;
  sandbox_parts& operator=(const sandbox_parts&) = delete;

  sandbox_options options;
  tenant account = make_tenant(options);
  outbox out;
  directory people{options, account};
  sign_in logins{account, people, options.clock, options.random};
  requests_log log;
  exchange_log exchanges{options.clock};
  object_store objects{account, options.clock, options.random, out};
  live_queries queries{options.random, out};
  conversation_store talks{people, objects, options.clock, options.random, out};
  task_board board{account, people, queries, options.clock, options.random, out};
  contact_desk desk{objects, talks, board, options.on_task_end};
  conversations_api conversations{account, people, talks, log};
  conversations_rest_api conversations_rest{account, options.templates, talks, log};
  sync_api sync{objects, queries, [this](std::string_view index) { return board.insights(index); }};
  bridge_api bridge{account, people, board, desk, options.clock};
  taskrouter_rest_api taskrouter{account, people, board, desk, options.clock};
  flex_api flex{account, options, logins};
  twilio_hosts hosts{flex, bridge, taskrouter, conversations, conversations_rest,
                     sync, logins, people,     log,           exchanges};
  control_api control{people, logins, talks, board, desk, log};
  twilsock_services twilsock;
};

}  // namespace flex_video::sandbox
