#pragma once

#include "flex_video/core/invite_code.hpp"
#include "flex_video/core/invites.hpp"
#include "flex_video/server/options.hpp"

#include <string>

namespace flex_video::server {

/// Writes the links that admit.
class links {
 public:
  links(core::code_signer& signer, const options& options) : signer_(signer), options_(options) {}

  std::string link(const core::invite& invite) {
    return options_.base_url + "/j/" + core::write_invite_code(invite, signer_);
  }
  /// The last part of the customer's link. It admits.
  std::string customer_code(const core::session& session) {
    return core::write_invite_code(core::customer_invite(session), signer_);
  }
  std::string customer_link(const core::session& session) { return link(core::customer_invite(session)); }
  std::string agent_link(const core::session& session, base::time_point now) {
    return link(core::agent_invite(session, options_.policy, now));
  }

 private:
  core::code_signer& signer_;
  const options& options_;
};

}  // namespace flex_video::server
