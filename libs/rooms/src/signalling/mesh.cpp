#include "signalling/mesh.hpp"

#include "signalling/relay.hpp"

#include "flex_video/base/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace flex_video::rooms {
namespace {

/// The SDK counts a client's initial offer as revision 1.
constexpr std::uint32_t after_initial_offer = 2;

void part(participant& one, participant& other) {
  one.lose_media(other.sid());
  other.lose_media(one.sid());
}

}  // namespace

bool mesh::free(const std::string& id) const {
  return std::none_of(pairs_.begin(), pairs_.end(), [&](const pairing& pair) { return pair.id == id; });
}

void mesh::introduce(participant& newcomer, const std::optional<peer_connection_state>& initial,
                     std::span<participant* const> others) {
  if (initial) newcomer.unused_connection.emplace(*initial, limits_.candidates);
  for (auto* other : others) {
    if (use_offer(*other, newcomer)) continue;
    drop_unused(*other);
    if (!use_offer(newcomer, *other)) ask_for_offer(newcomer, *other);
  }
  if (!others.empty()) drop_unused(newcomer);
  look_later();
}

bool mesh::use_offer(participant& first, participant& second) {
  if (!first.unused_connection || !first.unused_connection->offered()) return false;
  const auto offer = std::exchange(first.unused_connection, std::nullopt)->state();
  connect(offer.id, first, second);
  first.connections.at(offer.id)->take(offer);
  return true;
}

void mesh::reunite(participant& back, const std::vector<peer_connection_state>& listed,
                   std::span<participant* const> others) {
  replace_unlisted(back, listed);
  for (auto* other : others) {
    if (together(back, *other)) continue;
    part(back, *other);  // of a connection that a server before us had, their clients have tracks
    ask_for_offer(back, *other);
  }
  look_later();
}

bool mesh::together(const participant& one, const participant& other) const {
  return std::any_of(pairs_.begin(), pairs_.end(), [&](const pairing& pair) {
    return (pair.first == &one && pair.second == &other) || (pair.second == &one && pair.first == &other);
  });
}

void mesh::ask_for_offer(participant& first, participant& second) {
  drop_unused(first);
  drop_unused(second);
  auto id = new_id();
  connect(id, first, second);
  for (auto& state : first.connections.at(id)->recall()) first.tell(std::move(state));
}

std::vector<subscribed_view::track> mesh::subscriptions(const participant& of,
                                                        std::span<participant* const> others) const {
  std::vector<subscribed_view::track> all;
  for (const auto* other : others) {
    if (of.has_lost_media(other->sid())) continue;
    for (const auto& track : other->tracks().ready()) all.push_back({.id = track.id, .sid = track.sid});
  }
  return all;
}

void mesh::look_later() { look_at_ = clock_.now() + timings_.negotiation; }

bool mesh::advance() {
  if (!look_at_ || clock_.now() < *look_at_) return false;
  look_at_.reset();
  return renew_incomplete();
}

std::vector<connection_memory> mesh::settled() const {
  std::vector<connection_memory> at_rest;
  for (const auto& pair : pairs_) {
    if (const auto revision = pair.first->connections.at(pair.id)->settled())
      at_rest.push_back(
          {.id = pair.id, .first = pair.first->sid(), .second = pair.second->sid(), .revision = *revision});
  }
  return at_rest;
}

void mesh::take_up(const connection_memory& kept, participant& first, participant& second) {
  connect(kept.id, first, second, kept.revision);
  pairs_.back().taken_up = true;
}

void mesh::connect(std::string id, participant& first, participant& second, std::uint32_t stable) {
  const auto to = [](participant& client, const participant& from) {
    return [&client, &from](peer_connection_state state) {
      if (state.description) client.await_media(from.sid());
      client.tell(std::move(state));
    };
  };
  auto ends = make_relay(id, limits_.candidates, to(first, second), to(second, first), stable);
  first.connections[id] = std::move(ends.first);
  second.connections[id] = std::move(ends.second);
  pairs_.push_back({.id = std::move(id), .first = &first, .second = &second});
}

void mesh::separate(participant& gone) {
  std::erase_if(pairs_, [&](const pairing& pair) {
    if (pair.first != &gone && pair.second != &gone) return false;
    auto& other = pair.first == &gone ? *pair.second : *pair.first;
    const auto end = other.connections.extract(pair.id);
    other.tell(end.mapped()->farewell());
    part(gone, other);
    return true;
  });
  gone.connections.clear();
}

void mesh::hear(participant& from, const peer_connection_state& said) {
  if (said.description) look_later();
  const auto end = from.connections.find(said.id);
  if (end == from.connections.end()) {
    if (from.unused_connection && from.unused_connection->id() == said.id && said.ice)
      from.unused_connection->gather(*said.ice);
    return;
  }
  const auto outcome = end->second->take(said);
  if (outcome != far_end::outcome::open) replace(said.id, from, outcome);
}

bool mesh::pairing::complete() const {
  const auto said_by = [&](const participant& end) {
    return end.connections.at(id)->complete(end.tracks().ready());
  };
  return said_by(*first) && said_by(*second);
}

std::pair<std::uint32_t, std::uint32_t> mesh::pairing::revisions() const {
  return {first->tracks().revision().value_or(0), second->tracks().revision().value_or(0)};
}

bool mesh::renew_incomplete() {
  std::vector<std::string> incomplete;
  for (const auto& pair : pairs_) {
    const bool present = pair.first->present() && pair.second->present();
    if (present && !pair.complete() && pair.renewed_for != pair.revisions()) incomplete.push_back(pair.id);
  }
  for (const auto& id : incomplete) {
    replace(id, *find(id)->first, far_end::outcome::deadlocked);
    pairs_.back().renewed_for = pairs_.back().revisions();
  }
  return !incomplete.empty();
}

std::vector<mesh::pairing>::iterator mesh::find(const std::string& id) {
  return std::find_if(pairs_.begin(), pairs_.end(), [&](const pairing& pair) { return pair.id == id; });
}

void mesh::replace(const std::string& id, participant& from, far_end::outcome why) {
  const auto found = find(id);
  auto broken = std::move(*found);
  pairs_.erase(found);
  auto& other = broken.first == &from ? *broken.second : *broken.first;
  const auto farewell = from.connections.at(broken.id)->farewell();
  from.connections.erase(broken.id);
  other.connections.erase(broken.id);
  other.tell(farewell);
  if (why == far_end::outcome::deadlocked) from.tell(farewell);
  part(from, other);
  if (from.present() && other.present()) ask_for_offer(from, other);
}

void mesh::replace_unlisted(participant& back, const std::vector<peer_connection_state>& listed) {
  std::vector<std::string> closed;
  for (const auto& pair : pairs_) {
    if (!pair.taken_up || !back.connections.contains(pair.id)) continue;
    if (std::ranges::find(listed, pair.id, &peer_connection_state::id) == listed.end())
      closed.push_back(pair.id);
  }
  for (const auto& id : closed) replace(id, back, far_end::outcome::closed);
}

void mesh::drop_unused(participant& of) {
  if (!of.unused_connection) return;
  of.tell({.id = std::exchange(of.unused_connection, std::nullopt)->id(),
           .description = description{description_type::close, after_initial_offer, {}},
           .ice = {}});
}

std::vector<std::vector<peer_connection_state>> mesh::recall(const participant& back) const {
  std::vector<std::vector<peer_connection_state>> states;
  for (const auto& [id, end] : back.connections) {
    if (auto recalled = end->recall(); !recalled.empty()) states.push_back(std::move(recalled));
  }
  if (back.unused_connection)
    states.push_back({{.id = back.unused_connection->id(), .description = {}, .ice = {}}});
  return states;
}

std::string mesh::new_id() {
  std::array<std::byte, 16> bytes;
  random_.fill(bytes);
  return base::to_hex(bytes);
}

}  // namespace flex_video::rooms
