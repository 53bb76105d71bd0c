#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/ports/session_store.hpp"

#include <string>
#include <string_view>

namespace flex_video::core {

enum class page_signal_kind {
  opened,          ///< the page is up
  camera_asked,    ///< the browser asks the person for it
  camera_denied,   ///< by the person, the browser or the system
  camera_granted,  ///< after either of the two
  connected,       ///< the first frame of the other side; the value is milliseconds since Join was tapped
  quality,         ///< the network's; the value is 0 (none) to 5 (excellent), as the SDK counts
  left,            ///< the person left, and gives up the place
  help_agreed,     ///< the person shows what the agent asked to see
  help_declined,   ///< or does not
  rated,           ///< what the person thought of the call, 1 to 5; also after its end
  consented,       ///< the person agreed to be recorded, before Join
};

/// What a guest's page tells of itself. Believed as far as it concerns the guest alone.
struct page_signal {
  page_signal_kind kind;
  unsigned value = 0;
  std::string comment = {};  ///< of a rating, at most most_comment_characters; valid UTF-8
  /// Of a consent: the text that was agreed to, and its language. What is_consent_version() takes.
  std::string version = {};
  std::string language = {};
};

/// The values a signal of that kind may have; another one is not a signal.
struct value_range {
  unsigned smallest;
  unsigned largest;  ///< 0 for a kind without a value
};
value_range values_of(page_signal_kind kind);

/// What may name a text of consent: 1 to 64 letters, digits, dots, hyphens and underscores.
bool is_consent_version(std::string_view text);

/// A longer comment is cut off; so are control characters.
inline constexpr unsigned most_comment_characters = 500;

/// How many signals of one visit are noted. Our page tells ten for each tap on Join, and fifty more of a
/// network and a camera that come and go, at most.
inline constexpr unsigned most_signals = 100;

/// The record of a signal of a visit; one who leaves gives up the place, and a first consent counts, however
/// much was told before; a rating may come when the call is over: errc::session_ended, too_many_signals,
/// visit_denied, which is also the answer to the visit of a former agent.
base::result<change> record_signal(const session_record& record, const visit& visit,
                                   const page_signal& signal, base::time_point now,
                                   base::random_source& random);

}  // namespace flex_video::core
