#include "flex_video/core/invitation.hpp"

#include <algorithm>
#include <array>

namespace flex_video::core {
namespace {

struct wording {
  std::string_view language;
  std::string_view text;
};

// GSM 03.38 has é, but not í, á or ç; the sentences are chosen to do without.
constexpr std::array wordings{
    wording{"en", "Join me on a secure video call: "},
    wording{"es", "Entre conmigo en una videollamada segura: "},
    wording{"pt", "Entre comigo numa videochamada segura: "},
    wording{"fr", "Rejoignez-moi en appel vidéo sécurisé : "},
    wording{"de", "Kommen Sie bitte in den sicheren Videoanruf: "},
    wording{"it", "Mi raggiunga in una videochiamata sicura: "},
    // Written in UCS-2, a message takes two segments of 67 characters.
    wording{"ar", "انضم إليّ في مكالمة فيديو آمنة: "},
    wording{"ja", "安全なビデオ通話にご参加ください: "},
};

bool same_letter(char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; }

}  // namespace

std::string invitation_text(std::string_view locale, std::string_view link) {
  const auto language = locale.substr(0, locale.find_first_of("-_"));
  const auto found = std::ranges::find_if(wordings, [&](const wording& candidate) {
    return std::ranges::equal(language, candidate.language, same_letter);
  });
  return std::string{found == wordings.end() ? wordings.front().text : found->text}.append(link);
}

}  // namespace flex_video::core
