#pragma once

#include "flex_video/sandbox/options.hpp"
#include "flex_video/twilio/sids.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace flex_video::net {
class event_loop;
class router;
}  // namespace flex_video::net

namespace flex_video::sandbox {

class endpoint;
struct sandbox_parts;

/// A request to one of Twilio's REST APIs.
struct rest_call {
  std::string method;  ///< upper case
  std::string host;    ///< "taskrouter.twilio.com"
  std::string path;    ///< decoded
  std::string query;   ///< still encoded
  std::string body;
  std::string authorization;  ///< the header
};
struct rest_reply {
  unsigned status = 0;
  std::string body;
};

/// Twilio without Twilio: what the Flex UI and its SDKs ask of flex-api, IAM, TaskRouter, Conversations and
/// Sync, and a customer's phone, all in memory. For the demo and the tests; it guards nothing. Loop thread
/// only.
class sandbox {
 public:
  /// Throws std::invalid_argument when an identity of the staff is not fit to stand in a token.
  explicit sandbox(sandbox_options options);
  ~sandbox();
  sandbox(const sandbox&) = delete;
  sandbox& operator=(const sandbox&) = delete;

  /// For a server that learns its port only after it listens. Flex pages that are open keep what they were
  /// told.
  void set_base_url(std::string base_url);
  const twilio::account_sid& account() const;
  const twilio::workspace_sid& workspace() const;

  /// The demo's start: customer "Cus Tomer" has written one web message, and ada has accepted the task.
  /// Returns the conversation. Throws std::logic_error if there is no agent "ada".
  twilio::conversation_sid seed_demo();

  /// How often a task or a reservation has changed: as long as it is the same, TaskRouter's answers are.
  unsigned long long task_changes() const;

  /// What the API of that host answers to a server in this process, as /twilio/{host}/{path...} does.
  /// register_routes() comes first.
  rest_reply answer(const rest_call& call);

  /// Adds /twilio/{host}/{path...} (any method, and WebSocket) and the control API under /sandbox/. The
  /// sandbox and `loop` must outlive the server that uses `routes`.
  void register_routes(net::router& routes, net::event_loop& loop);

 private:
  std::unique_ptr<sandbox_parts> parts_;
  std::unique_ptr<endpoint> endpoint_;
};

}  // namespace flex_video::sandbox
