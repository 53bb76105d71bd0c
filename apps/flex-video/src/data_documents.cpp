#include "data_documents.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/core/spelling.hpp"
#include "flex_video/twilio/digest.hpp"
#include "flex_video/wire/timestamp.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <optional>

namespace flex_video::app {
namespace {

namespace json = boost::json;

json::value text(std::string_view words) {
  return json::value(json::string_view{words.data(), words.size()});
}
json::value time(base::time_point at) { return text(wire::iso8601(at)); }
json::value time(const std::optional<base::time_point>& at) { return at ? time(*at) : json::value{}; }
json::value time(const std::optional<core::sighting>& seen) { return seen ? time(seen->at) : json::value{}; }

template <class Word>
json::value word(Word value) {
  return text(core::name_of(value));
}

template <class Id>
json::value id(const std::optional<Id>& of) {
  return of ? text(of->str()) : json::value{};
}

template <class Row, class Write>
json::array list(const std::vector<Row>& rows, Write write) {
  json::array all;
  for (const auto& row : rows) all.push_back(write(row));
  return all;
}

template <class Id>
json::array texts(const std::vector<Id>& ids) {
  return list(ids, [](const Id& id) { return text(id.str()); });
}

json::value visit(const core::visit& of) {
  return json::object{{"id", text(of.id.str())},
                      {"role", word(of.role)},
                      {"state", word(of.state)},
                      {"openedAt", time(of.opened_at)},
                      {"lastSeenAt", time(of.seen)},
                      {"inviteOrdinal", of.invite_ordinal},
                      {"signals", of.signals},
                      {"consentVersion", of.consent.empty() ? json::value{} : text(of.consent)}};
}

json::value invite(const core::issued_invite& of) {
  return json::object{{"role", word(of.invite.role)},
                      {"ordinal", of.invite.ordinal},
                      {"expiresAt", time(of.invite.expires_at)},
                      {"revoked", of.revoked}};
}

json::value event(const core::event& of) {
  return json::object{{"number", of.number},     {"at", time(of.at)},     {"kind", word(of.kind)},
                      {"actor", text(of.actor)}, {"visit", id(of.visit)}, {"detail", text(of.detail)}};
}

json::value still(const core::still& of) {
  return json::object{{"id", text(of.id.str())},      {"visit", id(of.visit)},
                      {"type", word(of.type)},        {"bytes", of.bytes},
                      {"takenAt", time(of.taken_at)}, {"file", text(file_name_of(of))}};
}

json::value supervisor(const std::optional<core::supervisor_place>& place) {
  if (!place) return {};
  return json::object{
      {"worker", text(place->worker.str())}, {"name", text(place->name)}, {"lastSeenAt", time(place->seen)}};
}

json::value session(const core::kept_session& kept) {
  const auto& of = kept.record.session;
  return json::object{{"id", text(of.id.str())},
                      {"conversation", text(of.conversation.str())},
                      {"task", text(of.task.str())},
                      {"reservation", text(of.reservation.str())},
                      {"room", text(of.room.str())},
                      {"roomName", text(of.room_name)},
                      {"customerName", text(of.customer_name)},
                      {"locale", text(of.locale)},
                      {"worker", text(of.worker.str())},
                      {"agentName", text(of.agent_name)},
                      {"agentLastSeenAt", time(of.agent_seen)},
                      {"supervisor", supervisor(of.supervisor)},
                      {"state", word(of.state)},
                      {"openedAt", time(of.opened_at)},
                      {"liveAt", time(of.live_at)},
                      {"endedAt", time(of.ended_at)},
                      {"endReason", of.end_reason ? word(*of.end_reason) : json::value{}},
                      {"linkExpiresAt", time(of.link_expires_at)},
                      {"handovers", of.handovers},
                      {"recording", word(of.recording)},
                      {"visits", list(kept.record.visits, visit)},
                      {"invites", list(kept.record.invites, invite)},
                      {"events", list(kept.events, event)},
                      {"stills", list(kept.stills, still)}};
}

json::value recording(const rooms::kept_recording& of) {
  return json::object{{"sid", of.sid},
                      {"room", of.room},
                      {"publisher", of.identity},
                      {"kind", of.kind},
                      {"codec", of.codec},
                      {"status", of.status},
                      {"startedAt", time(of.created)},
                      {"milliseconds", of.duration.count()},
                      {"file", of.file}};
}

/// The file is beside the document.
json::value composition(const rooms::kept_composition& of) {
  return json::object{{"sid", of.sid},
                      {"room", of.room},
                      {"status", of.status},
                      {"createdAt", time(of.created)},
                      {"milliseconds", of.duration.count()},
                      {"file", of.file.substr(of.file.rfind('/') + 1)}};
}

json::object subject(const core::data_subject& whose) {
  return {{"conversations", texts(whose.conversations)}, {"sessions", texts(whose.sessions)}};
}

json::object counts(const core::row_counts& rows) {
  json::object all;
  for (const auto& [kind, name] : core::spelling<core::kept_row>::values)
    all.emplace(json::string_view{name.data(), name.size()}, rows[kind]);
  return all;
}

std::string line(const json::object& document) { return json::serialize(document) + '\n'; }

}  // namespace

std::string file_name_of(const core::still& still) {
  return "still-" + still.id.str() + (still.type == core::image_type::png ? ".png" : ".jpg");
}

std::string export_document(const core::data_subject& whose, const std::vector<core::kept_session>& kept,
                            const std::vector<rooms::kept_recording>& recordings,
                            const std::vector<rooms::kept_composition>& compositions, base::time_point now) {
  return line(
      {{"document", "flex-video export"},
       {"version", 1},
       {"exportedAt", time(now)},
       {"subject", subject(whose)},
       {"sessions", list(kept, session)},
       {"recordings", list(recordings, recording)},
       {"compositions", list(compositions, composition)},
       {"notes",
        json::array{
            "Not in here, since it is not this service's: the conversation with its messages, the task, and "
            "recordings of Twilio's rooms, in the Twilio account; the logs of this service; its backups.",
            "Left out, since it admits: what each device's cookie holds.",
            "With rooms of our own, their records say again who was in a room and when, as the events "
            "do."}}});
}

std::string erasure_receipt(const core::data_subject& whose, const core::erasure& made,
                            const std::vector<rooms::kept_recording>& recordings,
                            const std::vector<rooms::kept_composition>& compositions, base::time_point now) {
  const auto sid = [](const auto& of) { return json::value(of.sid); };
  return line(
      {{"document", "flex-video erasure"},
       {"version", 1},
       {"erasedAt", time(now)},
       {"subject", subject(whose)},
       {"erasedSessions", texts(made.sessions)},
       {"erasedRows", counts(made.rows)},
       {"erasedRecordings", list(recordings, sid)},
       {"erasedCompositions", list(compositions, sid)},
       {"notes",
        json::array{
            "Not erased, since it is not this service's: the conversation with its messages, the task, and "
            "recordings of Twilio's rooms, in the Twilio account; the logs of this service; its backups.",
            "Once a backup is restored, erase again what `flex-video erase --check` does not know there."}}});
}

std::string receipt_digest(const std::string& receipt) { return base::to_hex(twilio::sha256(receipt)); }

}  // namespace flex_video::app
