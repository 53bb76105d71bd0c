#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/ids.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::core {

/// How long after a customer's last message WhatsApp lets a business answer in words of its own
/// (https://www.twilio.com/docs/api/errors/63016); afterwards only what is made of an approved template.
inline constexpr std::chrono::hours whatsapp_window{24};
/// So much earlier it is taken for closed: a message needs a moment to get there.
inline constexpr std::chrono::minutes window_margin{1};

/// Whether free messages on a channel, named as TaskRouter's tasks do, are bound to such a window.
bool has_messaging_window(std::string_view channel_type);

/// An approved template of the message with the link.
struct invitation_template {
  std::string language;  ///< ISO 639-1, in small letters
  content_sid content;

  friend bool operator==(const invitation_template&, const invitation_template&) = default;
};

/// Which template the message with the link has to be made of, since the window is closed; nothing while it
/// is open, when the agent says it freely. `written` is when the customer last wrote, if that is known. The
/// template is that of the language of `locale` (BCP 47), else the English one, else the first;
/// errc::messaging_window_closed if there is none at all.
base::result<std::optional<content_sid>> template_to_send(std::optional<base::time_point> written,
                                                          base::time_point now, std::string_view locale,
                                                          const std::vector<invitation_template>& templates);

}  // namespace flex_video::core
