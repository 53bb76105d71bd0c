#include "flex_video/core/policy.hpp"

#include <stdexcept>
#include <string>

namespace flex_video::core {
namespace {

template <class T>
void require_between(const char* name, T value, T least, T most) {
  if (value < least || value > most)
    throw std::invalid_argument(std::string{"policy: "} + name + " is out of range");
}

}  // namespace

unsigned room_places(const policy& policy) {
  return policy.max_participants + (policy.supervisor_join == supervisor_rule::off ? 0 : 1);
}

void require_usable(const policy& policy) {
  using namespace std::chrono_literals;
  using std::chrono::seconds;
  constexpr unsigned largest_room = 50;
  const auto beside = room_places(policy) - policy.max_participants;
  require_between("max_participants", policy.max_participants, 2u, largest_room - beside);
  if (policy.supervisor_join == supervisor_rule::full && !policy.supervisor_announced)
    throw std::invalid_argument("policy: supervisor_announced is false, but who takes part is seen");
  require_between<std::size_t>("max_visits", policy.max_visits, 1, 1000);
  require_between<std::size_t>("max_invites", policy.max_invites, 1, 100);
  require_between<seconds>("link_life", policy.link_life, 1min, 24h * 7);
  require_between<seconds>("agent_link_life", policy.agent_link_life, 10s, 1h);
  require_between<seconds>("longest_call", policy.longest_call, 10min, 24h);
  require_between<seconds>("idle_end", policy.idle_end, 1min, 24h);
  if (policy.retention) require_between<seconds>("retention", *policy.retention, 1h, std::chrono::days{3650});
}

}  // namespace flex_video::core
