#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/twilio/basic_authorization.hpp"
#include "flex_video/twilio/sids.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace flex_video::sandbox {

/// Someone with a Flex login.
struct staff_member {
  std::string identity;  ///< letters, digits, '-' and '_' only: it is a part of the Flex token
  std::string name;      ///< for people
  std::vector<std::string> roles;
};

/// The plugin that Flex is told to load.
struct plugin {
  std::string name;
  std::string version;
  std::string path;  ///< under the base URL, e.g. "/plugin/plugin-flex-video.js"
};

/// A text that a channel has approved (https://www.twilio.com/docs/content), with its variables as {{1}}.
struct content_template {
  twilio::content_sid sid;
  std::string body;
};

struct sandbox_options {
  /// The address of this server without a slash at the end, e.g. "http://127.0.0.1:8080"; the plugin is
  /// loaded from there and reads it from ui_attributes.flex_video.baseUrl.
  std::string base_url;
  /// Generated when absent.
  std::optional<twilio::account_sid> account;
  std::optional<twilio::workspace_sid> workspace = {};
  /// With none, every REST call is refused: 401.
  std::vector<twilio::basic_credentials> rest_callers;
  std::vector<plugin> plugins;
  std::vector<content_template> templates = {};
  std::vector<staff_member> staff{{"ada", "Ada Agent", {"agent"}},
                                  {"ben", "Ben Agent", {"agent"}},
                                  {"sue", "Sue Supervisor", {"supervisor"}}};
  /// Both must outlive the sandbox.
  const base::clock& clock;
  base::random_source& random;
  /// Called when a task goes to wrap-up, or is completed or cancelled, as TaskRouter's event callbacks tell
  /// it. In the middle of a step: what it leads to has to come later.
  std::function<void(const twilio::task_sid&)> on_task_end = {};
};

}  // namespace flex_video::sandbox
