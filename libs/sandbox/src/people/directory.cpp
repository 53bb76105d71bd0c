#include "people/directory.hpp"

#include "new_sid.hpp"

#include <algorithm>
#include <stdexcept>

namespace flex_video::sandbox {
namespace {

bool fits_in_token(std::string_view identity) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !identity.empty() && std::ranges::all_of(identity, fits);
}

}  // namespace

directory::directory(const sandbox_options& options, const tenant& tenant) {
  const auto now = options.clock.now();
  const auto& available = *std::ranges::find_if(tenant.activities, &activity::available);
  for (const auto& member : options.staff) {
    if (!fits_in_token(member.identity)) throw std::invalid_argument("unfit identity: " + member.identity);
    staff_.push_back({.identity = member.identity,
                      .name = member.name,
                      .roles = member.roles,
                      .worker = twilio::worker_sid::generate(options.random),
                      .flex_user_sid = new_sid<"FU">(options.random),
                      .activity_sid = available.sid,
                      .activity_since = now,
                      .created = now});
  }
}

const agent* directory::find(std::string_view identity) const {
  const auto found = std::ranges::find(staff_, identity, &agent::identity);
  return found == staff_.end() ? nullptr : &*found;
}

agent* directory::find(std::string_view identity) {
  const auto found = std::ranges::find(staff_, identity, &agent::identity);
  return found == staff_.end() ? nullptr : &*found;
}

const agent* directory::find_worker(std::string_view worker_sid) const {
  const auto found =
      std::ranges::find_if(staff_, [&](const agent& one) { return one.worker.text() == worker_sid; });
  return found == staff_.end() ? nullptr : &*found;
}

agent* directory::find_worker(std::string_view worker_sid) {
  const auto found =
      std::ranges::find_if(staff_, [&](const agent& one) { return one.worker.text() == worker_sid; });
  return found == staff_.end() ? nullptr : &*found;
}

void directory::add_customer(std::string identity, std::string name) {
  customers_.insert_or_assign(std::move(identity), std::move(name));
}

bool directory::knows(std::string_view identity) const {
  return find(identity) || customers_.contains(identity);
}

std::string directory::name_of(std::string_view identity) const {
  if (const auto* known = find(identity)) return known->name;
  const auto customer = customers_.find(identity);
  return customer == customers_.end() ? std::string{identity} : customer->second;
}

}  // namespace flex_video::sandbox
