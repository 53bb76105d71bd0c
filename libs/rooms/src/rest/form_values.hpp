#pragma once

#include "rest/rest_message.hpp"
#include "signalling/words.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace flex_video::rooms {

/// An http or https address with a host and nothing that could end a line or hide the host.
bool is_callback_address(std::string_view url);

/// "true" or "false" in any case; `otherwise` if it is not there. Refuses with 20001.
rest_result<bool> read_flag(const twilio::form& form, std::string_view name, bool otherwise);

/// A word of that kind; nothing if it is not there. Refuses with 20001.
template <class Value>
rest_result<std::optional<Value>> read_word(const twilio::form& form, std::string_view name) {
  const auto text = twilio::form_value(form, name);
  if (text.empty()) return std::nullopt;
  const auto value = value_of<Value>(text);
  if (!value) return refuse(400, 20001, std::string{name} + " is invalid");
  return value;
}

}  // namespace flex_video::rooms
