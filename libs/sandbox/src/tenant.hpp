#pragma once

#include "flex_video/base/random.hpp"
#include "flex_video/sandbox/options.hpp"
#include "flex_video/twilio/sids.hpp"

#include <string>
#include <vector>

namespace flex_video::sandbox {

/// What a worker may be doing; only an available one is offered tasks by TaskRouter.
struct activity {
  std::string sid;
  std::string name;
  bool available;
};

/// The account as its owner set it up: made once, then constant.
struct tenant {
  twilio::account_sid account;
  twilio::workspace_sid workspace;
  std::string chat_service;          ///< IS: Conversations and Sync
  std::string flex_instance;         ///< GO
  std::string flex_service;          ///< IS
  std::string queue;                 ///< WQ
  std::string workflow;              ///< WW
  std::string chat_channel;          ///< TC
  std::string voice_channel;         ///< TC
  std::vector<activity> activities;  ///< offline first

  const activity* find_activity(std::string_view sid) const;
  const activity& offline() const { return activities.front(); }
};

tenant make_tenant(const sandbox_options& options);

}  // namespace flex_video::sandbox
