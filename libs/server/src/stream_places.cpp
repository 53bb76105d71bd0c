#include "stream_places.hpp"

#include <map>
#include <mutex>

namespace flex_video::server {

struct stream_places::counters {
  /// Who counts as one: a guest's visit, or the agents' side of a session.
  using side = std::variant<core::session_id, core::visit_id>;

  explicit counters(const stream_limits& to) : limits(to) {}

  const stream_limits limits;
  std::mutex mutex;
  std::size_t in_all = 0;
  std::map<side, std::size_t> by_side;
};

/// A place that is taken, as long as it lives.
class stream_places::place {
 public:
  place(std::shared_ptr<counters> counted, const counters::side& by)
      : counters_(std::move(counted)), by_(by) {}
  ~place() {
    const std::lock_guard lock{counters_->mutex};
    --counters_->in_all;
    const auto found = counters_->by_side.find(by_);
    if (--found->second == 0) counters_->by_side.erase(found);
  }
  place(const place&) = delete;
  place& operator=(const place&) = delete;

 private:
  std::shared_ptr<counters> counters_;
  counters::side by_;
};

stream_places::stream_places(const stream_limits& limits) : counters_(std::make_shared<counters>(limits)) {}

std::size_t stream_places::taken() const {
  const std::lock_guard lock{counters_->mutex};
  return counters_->in_all;
}

std::shared_ptr<void> stream_places::take(const core::session_id& session, const viewer& who) {
  const auto* guest = std::get_if<guest_viewer>(&who);
  const counters::side by = guest ? counters::side{guest->visit} : counters::side{session};
  {
    const std::lock_guard lock{counters_->mutex};
    const auto found = counters_->by_side.find(by);
    const auto taken = found == counters_->by_side.end() ? 0 : found->second;
    if (counters_->in_all >= counters_->limits.in_all || taken >= counters_->limits.per_viewer)
      return nullptr;
    ++counters_->by_side[by];
    ++counters_->in_all;
  }
  return std::make_shared<place>(counters_, by);
}

}  // namespace flex_video::server
