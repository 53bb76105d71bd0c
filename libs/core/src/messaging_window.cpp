#include "flex_video/core/messaging_window.hpp"

#include "flex_video/core/errc.hpp"

#include <algorithm>

namespace flex_video::core {
namespace {

std::string language_of(std::string_view locale) {
  std::string language{locale.substr(0, locale.find_first_of("-_"))};
  for (auto& letter : language)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return language;
}

}  // namespace

bool has_messaging_window(std::string_view channel_type) { return channel_type == "whatsapp"; }

base::result<std::optional<content_sid>> template_to_send(std::optional<base::time_point> written,
                                                          base::time_point now, std::string_view locale,
                                                          const std::vector<invitation_template>& templates) {
  if (written && now < *written + whatsapp_window - window_margin) return std::nullopt;
  for (const auto& language : {language_of(locale), std::string{"en"}}) {
    const auto found = std::ranges::find(templates, language, &invitation_template::language);
    if (found != templates.end()) return found->content;
  }
  if (templates.empty()) return base::fail(errc::messaging_window_closed);
  return templates.front().content;
}

}  // namespace flex_video::core
