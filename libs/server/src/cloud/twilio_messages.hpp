#pragma once

#include "cloud/rest_caller.hpp"

#include "flex_video/core/ports/conversation_messages.hpp"

namespace flex_video::server::cloud {

/// The messages of conversations by Conversations' REST. Author and template are Twilio's to judge.
class twilio_messages final : public core::conversation_messages {
 public:
  /// Must outlive this.
  explicit twilio_messages(rest_caller& api) : api_(api) {}

  base::result<std::optional<base::time_point>> last_by_whatsapp(const core::conversation_sid& conversation,
                                                                 base::time_point since) override;
  base::result<void> send(const core::conversation_sid& conversation,
                          const core::template_message& message) override;

 private:
  base::result<bool> is_there(const core::conversation_sid& conversation, std::string_view attributes,
                              base::time_point deadline);

  rest_caller& api_;
};

}  // namespace flex_video::server::cloud
