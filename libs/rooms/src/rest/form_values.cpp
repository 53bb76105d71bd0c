#include "rest/form_values.hpp"

#include <algorithm>

namespace flex_video::rooms {

bool is_callback_address(std::string_view url) {
  const auto scheme = url.find("://");
  if (url.size() > 1'024 || (!url.starts_with("http://") && !url.starts_with("https://"))) return false;
  const auto rest = url.substr(scheme + 3);
  const auto host = rest.substr(0, rest.find_first_of("/?#"));
  return !host.empty() && !host.starts_with(':') && !host.contains('@') &&
         std::ranges::all_of(url, [](char c) { return c > ' ' && c < '\x7f' && c != '"' && c != '\\'; });
}

rest_result<bool> read_flag(const twilio::form& form, std::string_view name, bool otherwise) {
  std::string text{twilio::form_value(form, name)};
  std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  if (text.empty()) return otherwise;
  if (text != "true" && text != "false")
    return refuse(400, 20001, std::string{name} + " must be true or false");
  return text == "true";
}

}  // namespace flex_video::rooms
