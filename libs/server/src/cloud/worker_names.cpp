#include "cloud/worker_names.hpp"

#include "flex_video/twilio/taskrouter_rest.hpp"

namespace flex_video::server::cloud {

std::optional<std::string> worker_names::find(const twilio::worker_sid& worker) {
  const auto now = clock_.now();
  {
    const std::lock_guard lock{mutex_};
    const auto found = known_.find(worker);
    if (found != known_.end() && now < found->second.until) return found->second.name;
  }
  auto name = ask(worker);
  if (name) keep(worker, *name, now);
  return name;
}

std::optional<std::string> worker_names::ask(const twilio::worker_sid& worker) {
  const auto answer =
      api_.call(twilio::taskrouter::fetch_worker(options_.workspace, worker), clock_.now() + patience);
  if (!answer || !answer->good()) return std::nullopt;
  auto parsed = twilio::taskrouter::parse_worker(answer->body);
  if (!parsed || parsed->sid != worker || parsed->name.empty()) return std::nullopt;
  return std::move(parsed->name);
}

void worker_names::keep(const twilio::worker_sid& worker, const std::string& name, base::time_point now) {
  const std::lock_guard lock{mutex_};
  if (known_.size() >= most_) std::erase_if(known_, [&](const auto& one) { return one.second.until <= now; });
  if (known_.size() >= most_) known_.erase(known_.begin());
  known_.insert_or_assign(worker, entry{.name = name, .until = now + longest});
}

}  // namespace flex_video::server::cloud
