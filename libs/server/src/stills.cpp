#include "stills.hpp"

#include "decide.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/stills.hpp"

namespace flex_video::server {
namespace {

/// Takes the decision `keep` on what `read` finds, and answers with the picture that it keeps.
template <class Read, class Keep>
base::result<wire::still_answer> kept(const ports& ports, Read read, Keep keep) {
  std::optional<core::still> still;
  const auto record =
      decide(ports, read, [&](const core::session_record& now) -> base::result<std::optional<core::change>> {
        auto change = keep(now);
        if (!change) return std::unexpected{change.error()};
        still = change->stills.front().about;
        return *std::move(change);
      });
  if (!record) return std::unexpected{record.error()};
  return wire::still_answer{wire::to_wire(*still)};
}

}  // namespace

base::result<wire::still_answer> stills::keep(const std::optional<core::device_id>& device,
                                              const std::optional<std::string>& visit,
                                              std::string_view image) {
  const auto own = visits_.find(device, visit);
  if (!own) return std::unexpected{own.error()};
  return kept(ports_, known_at_first(ports_.store, own->record), [&](const core::session_record& now) {
    const auto* present = core::find_visit(now, own->visit.id);
    return core::keep_still(now, present ? *present : own->visit, std::string{image}, ports_.clock.now(),
                            ports_.random);
  });
}

base::result<wire::still_answer> stills::keep(const core::flex_user& user, std::string_view session,
                                              std::string_view image) {
  return kept(
      ports_, [&] { return sessions_.find_owned(user, session); },
      [&](const core::session_record& now) {
        return core::keep_still(now.session, std::string{image}, ports_.clock.now(), ports_.random);
      });
}

base::result<wire::still_list> stills::list(const core::flex_user& user, std::string_view session) {
  const auto record = sessions_.find_viewed(user, session);
  if (!record) return std::unexpected{record.error()};
  const auto all = ports_.store.stills_of(record->session.id);
  if (!all) return std::unexpected{all.error()};
  wire::still_list list;
  for (const auto& still : *all) list.stills.push_back(wire::to_wire(still));
  return list;
}

base::result<core::kept_still> stills::find(const core::flex_user& user, std::string_view session,
                                            std::string_view still) {
  const auto record = sessions_.find_viewed(user, session);
  if (!record) return std::unexpected{record.error()};
  const auto id = core::still_id::parse(still);
  if (!id) return base::fail(core::errc::still_not_found);
  auto found = ports_.store.find_still(record->session.id, *id);
  if (!found && found.error().code == core::store_errc::not_found)
    return base::fail(core::errc::still_not_found);
  return found;
}

}  // namespace flex_video::server
