#include "flex_video/core/identity.hpp"

#include "flex_video/core/spelling.hpp"

namespace flex_video::core {
namespace {

constexpr std::string_view agent_prefix = "agent:";
constexpr std::string_view supervisor_prefix = "supervisor:";

std::string identity_in(invite_role role, const visit_id& visit) {
  return std::string{name_of(role)} + ':' + visit.str();
}

bool is_guest(std::string_view role) {
  const auto known = parse_name<invite_role>(role);
  return known && *known != invite_role::agent;
}

}  // namespace

std::string agent_identity(const worker_sid& worker) {
  return std::string{agent_prefix}.append(worker.text());
}

std::string supervisor_identity(const worker_sid& worker) {
  return std::string{supervisor_prefix}.append(worker.text());
}

std::string customer_identity(const visit_id& visit) { return identity_in(invite_role::customer, visit); }

std::string guest_identity(const visit& visit) { return identity_in(visit.role, visit.id); }

std::string visit_identity(const session& session, const visit& visit) {
  return visit.role == invite_role::agent ? agent_identity(session.worker) : guest_identity(visit);
}

participant parse_identity(std::string_view identity) {
  if (identity.starts_with(agent_prefix)) {
    if (const auto worker = worker_sid::parse(identity.substr(agent_prefix.size()))) return *worker;
  }
  if (identity.starts_with(supervisor_prefix)) {
    if (const auto worker = worker_sid::parse(identity.substr(supervisor_prefix.size())))
      return supervising{*worker};
  }
  if (const auto colon = identity.find(':');
      colon != std::string_view::npos && is_guest(identity.substr(0, colon))) {
    if (const auto visit = visit_id::parse(identity.substr(colon + 1))) return *visit;
  }
  return std::monostate{};
}

std::string room_name(std::string_view task) { return std::string{"Room-"}.append(task); }

}  // namespace flex_video::core
