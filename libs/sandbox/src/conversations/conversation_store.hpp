#pragma once

#include "conversations/conversation.hpp"
#include "effects.hpp"
#include "people/directory.hpp"
#include "sync/object_store.hpp"

#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"

#include <list>
#include <string>
#include <string_view>

namespace flex_video::sandbox {

/// All conversations. Every change is written into the Sync objects that the Conversations SDK watches, and
/// told to the customer's phone.
class conversation_store {
 public:
  /// Twilio's limit for a message that leaves Twilio
  /// (https://www.twilio.com/docs/conversations/api/conversation-message-resource).
  static constexpr std::size_t longest_message = 1600;  ///< characters
  static constexpr std::size_t most_messages = 2000;    ///< in one conversation
  static constexpr std::size_t most_conversations = 500;
  /// A client that types says so this often.
  static constexpr int typing_seconds = 5;

  /// All must outlive the store.
  conversation_store(directory& people, object_store& objects, const base::clock& clock,
                     base::random_source& random, outbox& out);

  /// A new conversation that a customer has begun and is in. errc::too_many. The pointer stays valid.
  base::result<conversation*> open(std::string_view customer_name, std::string_view channel_type);
  /// Null if the text is not the SID of one.
  conversation* find(std::string_view sid);
  const std::list<conversation>& all() const { return all_; }

  /// Harmless for who is in, or is out, already.
  void join(conversation& talk, std::string_view identity);
  void leave(conversation& talk, std::string_view identity);

  /// errc::not_a_member, message_empty, message_too_long, too_many. `attributes` is a JSON text.
  base::result<const message*> say(conversation& talk, std::string_view author, std::string_view body,
                                   std::string_view attributes = "{}");
  /// The same for who calls by REST: the author need not take part. A message made of a template names it.
  base::result<const message*> post(conversation& talk, std::string_view author, std::string_view body,
                                    std::string_view attributes = "{}", std::string_view content_sid = {});
  /// The author's new wording. errc::unknown_message, message_empty, message_too_long.
  base::result<const message*> edit(conversation& talk, std::string_view message_sid, std::string_view body);
  void set_attributes(conversation& talk, std::string_view attributes);
  /// The member has read up to that message; going back is ignored. errc::unknown_message,
  /// errc::not_a_member.
  base::result<void> read_to(conversation& talk, std::string_view identity, long long index);
  /// Tells the other participants. errc::not_a_member.
  base::result<void> type(conversation& talk, std::string_view identity);

  /// The next message to the customer gets lost on its way: its carrier reports it undelivered, with its
  /// code, and no phone shows it. errc::no_carrier for a webchat.
  base::result<void> lose_next(conversation& talk);

  /// All that was said was said so much earlier.
  void grow_old(conversation& talk, std::chrono::seconds by);

  /// The customer opened or closed a screen; a carrier's messages are delivered while one is open.
  void phone_opened(conversation& talk);
  void phone_closed(conversation& talk);
  /// What a screen shows that has just been opened, oldest first.
  std::vector<boost::json::value> history(const conversation& talk) const;

  /// The Sync objects that hold a user's name and list of conversations, made when first asked for.
  sync_object& info_of(std::string_view identity);
  sync_object& conversations_of(std::string_view identity);

 private:
  member& add_member(conversation& talk, std::string_view identity, bool customer);
  base::result<const message*> add_message(conversation& talk, std::string_view author, const member* by,
                                           std::string_view body, std::string_view attributes,
                                           std::string_view content_sid);
  void send_out(conversation& talk, message& one);
  /// `error` is Twilio's, of a message that is undelivered.
  void reach(conversation& talk, message& one, delivery status, int error = 0);
  void write_message(const conversation& talk, const message& one);
  void tell_phone(const conversation& talk, boost::json::value data);
  void write_roster(conversation& talk, const member& one);
  boost::json::value as_seen(const conversation& talk, const message& one) const;

  directory& people_;
  object_store& objects_;
  const base::clock& clock_;
  base::random_source& random_;
  outbox& out_;
  std::list<conversation> all_;
};

}  // namespace flex_video::sandbox
