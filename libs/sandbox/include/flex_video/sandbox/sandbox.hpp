#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/sandbox/errc.hpp"
#include "flex_video/sandbox/flex_user.hpp"
#include "flex_video/sandbox/held_reservation.hpp"
#include "flex_video/sandbox/options.hpp"
#include "flex_video/twilio/sids.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::net {
class event_loop;
class router;
}  // namespace flex_video::net

namespace flex_video::sandbox {

class endpoint;
struct sandbox_parts;

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

  /// Who the Flex token speaks for, or errc::token_invalid or errc::token_expired.
  base::result<flex_user> validate_flex_token(std::string_view token) const;
  /// The newest reservation of that worker on that task, whatever its status; nothing if there is none, or if
  /// either text is not a SID.
  std::optional<held_reservation> find_reservation(std::string_view task, std::string_view worker) const;

  /// Whether another task than `task` is pending or accepted for that conversation.
  bool has_other_task(std::string_view conversation, std::string_view task) const;

  /// Adds /twilio/{host}/{path...} (any method, and WebSocket) and the control API under /sandbox/. The
  /// sandbox and `loop` must outlive the server that uses `routes`.
  void register_routes(net::router& routes, net::event_loop& loop);

 private:
  std::unique_ptr<sandbox_parts> parts_;
  std::unique_ptr<endpoint> endpoint_;
};

}  // namespace flex_video::sandbox
