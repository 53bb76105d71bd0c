#pragma once

#include "cloud/rest_caller.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace flex_video::server::cloud {

/// What workers are called, by TaskRouter; remembered for a while. Any thread; blocks.
class worker_names {
 public:
  static constexpr std::chrono::minutes longest{10};
  static constexpr std::chrono::seconds patience{2};  ///< a sign-in waits no longer for a name

  /// Remembers `most` names at once, at least 1. The references must outlive this.
  worker_names(rest_caller& api, const twilio_cloud_options& options, const base::clock& clock,
               std::size_t most = 4096)
      : api_(api), options_(options), clock_(clock), most_(most) {}

  /// Nothing if TaskRouter does not tell, or knows no name.
  std::optional<std::string> find(const twilio::worker_sid& worker);

 private:
  struct entry {
    std::string name;
    base::time_point until;
  };

  std::optional<std::string> ask(const twilio::worker_sid& worker);
  void keep(const twilio::worker_sid& worker, const std::string& name, base::time_point now);

  rest_caller& api_;
  const twilio_cloud_options& options_;
  const base::clock& clock_;
  std::size_t most_;
  std::mutex mutex_;
  std::map<twilio::worker_sid, entry> known_;
};

}  // namespace flex_video::server::cloud
