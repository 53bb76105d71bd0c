#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/net/http.hpp"

#include <cstddef>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace flex_video::server::cloud::testing {

/// What goes wrong with one request; "late" means that it is processed before that.
enum class fault {
  none,
  too_many,  ///< 429
  error,     ///< 500
  late_error,
  cut,  ///< the connection ends without an answer
  late_cut,
  silence,  ///< no answer comes
  late_silence,
  slow,  ///< the answer's body comes in pieces
};

/// Twilio Video's rooms, held in memory, and a schedule of faults. Any thread.
class fake_twilio {
 public:
  struct room {
    std::string sid;
    std::string name;
    bool in_progress = true;
    std::set<std::string> connected;
  };

  /// `schedule` is gone through again and again; empty for no faults. `clock` must outlive this.
  fake_twilio(std::vector<fault> schedule, const base::clock& clock);

  /// A request has come in; the fault it is to meet.
  fault arrived(net::method verb);
  /// The answer of a Twilio without faults.
  net::response process(net::method verb, std::string_view target, std::string_view body);

  /// Twilio lets no two rooms in progress have the same name. Without that, only the caller's care does.
  void let_names_repeat() { names_repeat_ = true; }
  /// Puts participants into every room there will be.
  void fill_rooms_with(std::set<std::string> identities) { arriving_ = std::move(identities); }

  std::vector<room> rooms() const;
  /// When the posts came in, in order.
  std::vector<base::time_point> writes() const;
  std::size_t requests() const;

 private:
  net::response create(std::string_view body);
  net::response one_room(net::method verb, room& one, std::string_view rest, std::string_view query,
                         std::string_view body);
  net::response participants(const room& one, std::string_view query) const;
  room* find(std::string_view sid_or_name);

  const base::clock& clock_;
  mutable std::mutex mutex_;
  std::vector<fault> schedule_;
  std::size_t requests_ = 0;
  std::vector<base::time_point> writes_;
  std::vector<room> rooms_;
  std::set<std::string> arriving_;
  bool names_repeat_ = false;
};

/// `count` faults in a mixed order that is the same in each run, `faulty` of a hundred not `none`.
std::vector<fault> mixed_faults(std::size_t count, unsigned faulty, unsigned seed);

}  // namespace flex_video::server::cloud::testing
