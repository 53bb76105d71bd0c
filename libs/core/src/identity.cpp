#include "flex_video/core/identity.hpp"

namespace flex_video::core {
namespace {

constexpr std::string_view agent_prefix = "agent:";
constexpr std::string_view customer_prefix = "customer:";

}  // namespace

std::string agent_identity(const worker_sid& worker) {
  return std::string{agent_prefix}.append(worker.text());
}

std::string customer_identity(const visit_id& visit) { return std::string{customer_prefix} + visit.str(); }

participant parse_identity(std::string_view identity) {
  if (identity.starts_with(agent_prefix)) {
    if (const auto worker = worker_sid::parse(identity.substr(agent_prefix.size()))) return *worker;
  }
  if (identity.starts_with(customer_prefix)) {
    if (const auto visit = visit_id::parse(identity.substr(customer_prefix.size()))) return *visit;
  }
  return std::monostate{};
}

std::string room_name(std::string_view task) { return std::string{"Room-"}.append(task); }

}  // namespace flex_video::core
