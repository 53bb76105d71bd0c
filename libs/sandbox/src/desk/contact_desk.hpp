#pragma once

#include "conversations/conversation_store.hpp"
#include "taskrouter/task_board.hpp"

#include "flex_video/base/result.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::sandbox {

/// What Twilio's Interactions do between TaskRouter and Conversations: who accepts a task comes into its
/// conversation, who is done with it goes.
class contact_desk {
 public:
  /// All must outlive the desk. `on_task_end` may be empty; see sandbox_options.
  contact_desk(object_store& objects, conversation_store& talks, task_board& board,
               const std::function<void(const twilio::task_sid&)>& on_task_end);

  struct contact {
    conversation* talk;  ///< null for a voice call
    reservation* held;
  };
  /// A customer comes in on a channel ("web", "whatsapp", "sms", or "voice", which has no conversation) and
  /// is offered to that agent. errc::too_many.
  base::result<contact> arrive(const agent& to, std::string_view customer_name,
                               std::string_view channel_type);
  /// errc::wrong_status.
  base::result<void> advance(reservation& one, reservation_status to);
  /// A cold transfer: the agent wraps up and leaves, the other one is offered a new task on the same
  /// conversation. errc::wrong_status unless the reservation is accepted, errc::too_many.
  base::result<reservation*> transfer(reservation& one, const agent& to);

  /// Of the reservation's task; null if it has none.
  conversation* conversation_of(const reservation& one);

 private:
  object_store& objects_;
  conversation_store& talks_;
  task_board& board_;
  const std::function<void(const twilio::task_sid&)>& on_task_end_;
};

}  // namespace flex_video::sandbox
