#pragma once

#include "desk/contact_desk.hpp"
#include "flex/sign_in.hpp"
#include "people/directory.hpp"
#include "requests_log.hpp"
#include "web_message.hpp"

#include <string_view>

namespace flex_video::sandbox {

/// The demo's and the tests' own API under /sandbox/: what customers do, and what Twilio would do by itself.
/// Bodies are JSON texts; refusals are problems with code malformed_json, missing_field, unknown_field,
/// invalid_field, not_found, wrong_status, no_carrier or too_many.
class control_api {
 public:
  /// Longer lives would overflow the arithmetic of clocks.
  static constexpr long long longest_token_life = 10LL * 365 * 86400;  ///< seconds

  /// All must outlive the API.
  control_api(const directory& people, sign_in& logins, conversation_store& talks, task_board& board,
              contact_desk& desk, const requests_log& log);

  web_reply session(std::string_view identity);
  web_reply agents() const;
  web_reply conversations() const;
  web_reply requests() const;
  web_reply make_token(std::string_view body);
  web_reply make_task(std::string_view body);
  web_reply advance(std::string_view reservation_sid, std::string_view body);
  web_reply transfer(std::string_view reservation_sid, std::string_view body);
  web_reply phone_message(std::string_view conversation_sid, std::string_view body);
  web_reply phone_typing(std::string_view conversation_sid);
  web_reply phone_read(std::string_view conversation_sid, std::string_view body);
  /// Loses the next message to that customer; 409 no_carrier on a webchat.
  web_reply phone_lose_next(std::string_view conversation_sid);
  /// A day passes in that conversation, and an hour more: what WhatsApp lets a business say freely is over.
  web_reply phone_day_passes(std::string_view conversation_sid);

 private:
  const directory& people_;
  sign_in& logins_;
  conversation_store& talks_;
  task_board& board_;
  contact_desk& desk_;
  const requests_log& log_;
};

}  // namespace flex_video::sandbox
