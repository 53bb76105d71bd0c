#pragma once

#include "flex_video/base/random.hpp"
#include "flex_video/base/secret.hpp"
#include "flex_video/twilio/access_token.hpp"
#include "flex_video/twilio/sids.hpp"

#include <filesystem>
#include <string>

namespace flex_video::app {

/// What a demo lives on, kept in its data folder from one start to the next.
struct demo_credentials {
  twilio::credentials twilio;
  twilio::workspace_sid workspace;  ///< of TaskRouter
  base::secret auth_token;          ///< the account's, for HTTP Basic towards the sandbox
  base::secret link_secret;         ///< signs the invite codes
};

/// Reads `folder`/demo.env, making what is missing, and writes it back with the base URL, readable by its
/// owner only. The process's environment is left aside here: a demo must never pick up a real account. Throws
/// std::runtime_error when the folder can't be written or the file can't be read.
demo_credentials open_demo_credentials(const std::filesystem::path& folder, const std::string& base_url,
                                       base::random_source& random);

}  // namespace flex_video::app
