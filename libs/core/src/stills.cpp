#include "flex_video/core/stills.hpp"

#include "event_row.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"

#include <utility>

namespace flex_video::core {
namespace {

base::result<change> keep(const session& session, event_subject by, std::string image, base::time_point now,
                          base::random_source& random) {
  if (ended(session)) return base::fail(errc::session_ended);
  const auto type = image_type_of(image);
  if (!type) return base::fail(errc::not_an_image);
  if (image.size() > largest_still) return base::fail(errc::image_too_large);
  if (session.stills >= most_stills) return base::fail(errc::too_many_stills);
  kept_still kept{.about = {.id = still_id::generate(random),
                            .session = session.id,
                            .visit = by.visit,
                            .type = *type,
                            .bytes = image.size(),
                            .taken_at = now},
                  .image = std::move(image)};
  by.detail = kept.about.id.str();
  change change{.session = session,
                .events = {event_row(session.id, event_kind::still_kept, std::move(by), now, random)},
                .stills = {std::move(kept)}};
  ++change.session->stills;
  return change;
}

}  // namespace

std::optional<image_type> image_type_of(std::string_view bytes) {
  if (bytes.starts_with("\xff\xd8\xff")) return image_type::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return image_type::png;
  return std::nullopt;
}

base::result<change> keep_still(const session_record& record, const visit& visit, std::string image,
                                base::time_point now, base::random_source& random) {
  const auto& session = record.session;
  if (ended(session)) return base::fail(errc::session_ended);
  if (visit.state == visit_state::opened || visit.state == visit_state::waiting)
    return base::fail(errc::visit_waiting);
  if (shut_out(visit)) return base::fail(errc::visit_denied);
  if (!holds_a_place(visit)) return base::fail(errc::visit_not_admitted);
  return keep(session, {.actor = visit_identity(session, visit), .visit = visit.id}, std::move(image), now,
              random);
}

base::result<change> keep_still(const session& session, std::string image, base::time_point now,
                                base::random_source& random) {
  return keep(session, {.actor = agent_identity(session.worker)}, std::move(image), now, random);
}

}  // namespace flex_video::core
