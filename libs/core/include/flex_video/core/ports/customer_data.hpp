#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/core/event.hpp"
#include "flex_video/core/ids.hpp"
#include "flex_video/core/retention.hpp"
#include "flex_video/core/session_record.hpp"
#include "flex_video/core/still.hpp"

#include <functional>
#include <string>
#include <vector>

namespace flex_video::core {

/// Whose data is meant, as an operator can name it: every session of these conversations, and these sessions.
struct data_subject {
  std::vector<conversation_sid> conversations;
  std::vector<session_id> sessions;
};

/// One session with all that is kept of it but the images of its pictures.
struct kept_session {
  session_record record;
  std::vector<event> events;
  std::vector<still> stills;

  friend bool operator==(const kept_session&, const kept_session&) = default;
};

struct erasure {
  std::vector<session_id> sessions;  ///< those that were there
  row_counts rows;
};

/// What is kept of one customer, for those who have to give it out or erase it. Threads and refusals as
/// session_store.
class customer_data {
 public:
  virtual ~customer_data() = default;

  /// All of it as it was at one moment, the sessions in the order in which they were opened. Empty if there
  /// is none.
  virtual base::result<std::vector<kept_session>> gather(const data_subject& whose) = 0;

  /// Makes of what was erased the receipt for it, and of that the SHA-256, in 64 lowercase hexadecimal
  /// digits.
  using receipt_writer = std::function<std::string(const erasure&)>;
  /// Deletes all of it or nothing, durably, together with what else names these calls: their rooms, and
  /// webhooks about them. Refuses with store_errc::in_use if one of the sessions is not erasable(). `write`
  /// is called before that is final; what it answers stays in place of the data, with the time `now`.
  virtual base::result<erasure> erase(const data_subject& whose, base::time_point now,
                                      const receipt_writer& write) = 0;
  /// When the erasure of that receipt was; store_errc::not_found if there was none.
  virtual base::result<base::time_point> find_erasure(const std::string& receipt) = 0;
};

}  // namespace flex_video::core
