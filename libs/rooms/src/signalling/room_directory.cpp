#include "signalling/room_directory.hpp"

#include "signalling/characters.hpp"
#include "signalling/signalling_errc.hpp"

namespace flex_video::rooms {

room* room_directory::find(std::string_view name_or_sid) const {
  auto sid = twilio::room_sid::parse(name_or_sid);
  if (const auto named = sids_.find(std::string{name_or_sid}); named != sids_.end()) sid = named->second;
  if (!sid) return nullptr;
  const auto found = rooms_.find(*sid);
  return found == rooms_.end() ? nullptr : found->second.get();
}

bool room_directory::ended(std::string_view sid) const {
  const auto parsed = twilio::room_sid::parse(sid);
  return parsed && ended_.contains(*parsed);
}

std::optional<base::time_point> room_directory::ended_at(const twilio::room_sid& sid) const {
  const auto found = ended_.find(sid);
  return found == ended_.end() ? std::nullopt : std::optional{found->second};
}

std::vector<const room*> room_directory::all() const {
  std::vector<const room*> found;
  for (const auto& [sid, each] : rooms_) found.push_back(each.get());
  return found;
}

base::result<void> room_directory::check_name(const std::optional<std::string>& unique_name) const {
  if (!unique_name) return {};
  // A name that is a SID could take another room's place.
  if (unique_name->empty() || twilio::room_sid::parse(*unique_name))
    return base::fail(signalling_errc::room_name_invalid);
  if (count_characters(*unique_name) > services_.options.limits.name_characters) {
    return base::fail(signalling_errc::room_name_too_long);
  }
  return {};
}

base::result<room*> room_directory::open(const std::optional<std::string>& unique_name,
                                         unsigned max_participants, bool ad_hoc, const room_terms& terms) {
  if (const auto checked = check_name(unique_name); !checked) return std::unexpected{checked.error()};
  if (rooms_.size() >= services_.options.limits.rooms) return base::fail(signalling_errc::room_not_created);
  const auto sid = twilio::room_sid::generate(services_.random);
  auto made = std::make_unique<room>(sid, unique_name.value_or(sid.str()), max_participants, ad_hoc,
                                     services_, terms);
  if (unique_name) sids_.emplace(*unique_name, sid);
  return rooms_.emplace(sid, std::move(made)).first->second.get();
}

room* room_directory::take_up(const room_state& kept) {
  if (find(kept.sid.text()) || find(kept.unique_name)) return nullptr;
  auto made = std::make_unique<room>(kept, services_);
  if (kept.unique_name != kept.sid.text()) sids_.emplace(kept.unique_name, kept.sid);
  return rooms_.emplace(kept.sid, std::move(made)).first->second.get();
}

void room_directory::end(const room& ending) {
  const auto sid = ending.sid();
  sids_.erase(ending.unique_name());
  rooms_.erase(sid);
  remember(sid, services_.clock.now());
}

void room_directory::remember(const twilio::room_sid& sid, base::time_point ended) {
  if (ended_.emplace(sid, ended).second) ended_by_age_.emplace(ended, sid);
}

std::vector<twilio::room_sid> room_directory::forget_ended() {
  const auto& limits = services_.options.limits;
  const auto too_old = services_.clock.now() - limits.ended_rooms_for;
  std::vector<twilio::room_sid> forgotten;
  while (ended_.size() > limits.ended_rooms_remembered ||
         (!ended_.empty() && ended_by_age_.begin()->first <= too_old)) {
    forgotten.push_back(ended_by_age_.begin()->second);
    ended_.erase(forgotten.back());
    ended_by_age_.erase(ended_by_age_.begin());
  }
  return forgotten;
}

}  // namespace flex_video::rooms
