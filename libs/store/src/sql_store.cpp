#include "flex_video/store/sql_store.hpp"

#include "change_writer.hpp"
#include "database.hpp"
#include "eraser.hpp"
#include "failure.hpp"
#include "record_reader.hpp"
#include "tables.hpp"

#include "flex_video/base/encoding.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace flex_video::store {
namespace {

using core::store_errc;

const statement_text session_by_id = select_from(sessions_table(), "WHERE id = :id");
const statement_text session_by_conversation =
    select_from(sessions_table(), "WHERE conversation = :conversation AND state <> 'ended'");
const statement_text session_by_task =
    select_from(sessions_table(), "WHERE task = :task AND state <> 'ended' ORDER BY seq DESC LIMIT 1");
const statement_text session_by_room =
    select_from(sessions_table(), "WHERE room = :room ORDER BY seq DESC LIMIT 1");
const statement_text all_open = select_from(sessions_table(), "WHERE state <> 'ended' ORDER BY seq");
const statement_text open_of_worker =
    select_from(sessions_table(), "WHERE worker = :worker AND state <> 'ended' ORDER BY seq");
const statement_text to_close =
    select_from(sessions_table(), "WHERE state = 'ended' AND room_closed = 0 ORDER BY seq LIMIT :most");
const statement_text ended_before = select_from(
    sessions_table(),
    "WHERE state = 'ended' AND room_closed = 1 AND ended_at < :ended_at ORDER BY seq LIMIT :most");
const statement_text visits_by_device = select_from(visits_table(), "WHERE device = :device ORDER BY seq");
const statement_text still_by_id = select_from(stills_table(), "WHERE session = :session AND id = :id");
const statement_text image_by_id{.sql = "SELECT image FROM still WHERE session = :session AND id = :id",
                                 .columns = 1};
const statement_text rooms_before =
    select_from(noted_rooms_table(), "WHERE noted_at < :noted_at ORDER BY noted_at, unique_name LIMIT :most");
const statement_text pending_webhooks =
    select_from(webhooks_table(), "WHERE settled = 0 ORDER BY seq LIMIT :most");

const statement_text put_room{.sql =
                                  "INSERT INTO noted_room (unique_name, noted_at) "
                                  "VALUES (:unique_name, :noted_at) "
                                  "ON CONFLICT (unique_name) DO UPDATE SET noted_at = excluded.noted_at"};
const statement_text keep_webhook{.sql =
                                      "INSERT INTO webhook (key, source, body, received_at, settled) "
                                      "VALUES (:key, :source, :body, :received_at, 0) "
                                      "ON CONFLICT (key) DO NOTHING"};
const statement_text settle_webhook{.sql = "UPDATE webhook SET settled = 1, body = '' WHERE key = :key"};
const statement_text forget_webhooks{
    .sql = "DELETE FROM webhook WHERE settled = 1 AND received_at < :received_at"};

const statement_text keep_room{.sql =
                                   "INSERT INTO kept_room (room, state) VALUES (:room, :state) "
                                   "ON CONFLICT (room) DO UPDATE SET state = excluded.state"};
const statement_text forget_room{.sql = "DELETE FROM kept_room WHERE room = :room"};
const statement_text all_room_states{.sql = "SELECT state FROM kept_room", .columns = 1};

const statement_text note_erasure{.sql =
                                      "INSERT INTO erasure (receipt, erased_at) "
                                      "VALUES (:receipt, :erased_at) ON CONFLICT (receipt) DO NOTHING"};
const statement_text erasure_by_receipt{.sql = "SELECT erased_at FROM erasure WHERE receipt = :receipt",
                                        .columns = 1};

/// SQL counts in signed 64 bits.
argument at_most(std::size_t most) {
  return {"most", to_cell(std::min<std::uint64_t>(most, std::numeric_limits<std::int64_t>::max()))};
}

template <class Row>
base::result<std::vector<Row>> list(database& in, const statement_text& text,
                                    const std::vector<argument>& arguments = {}) {
  return guarded([&]() -> base::result<std::vector<Row>> {
    const auto on = in.reader();
    return rows_of<Row>(*on, text, arguments);
  });
}

/// The session that `text` finds, with all that belongs to it at the same moment.
base::result<core::session_record> find(database& in, const statement_text& text, const argument& by) {
  return guarded([&]() -> base::result<core::session_record> {
    const auto on = in.reader();
    transaction reading{*on, in.speech().begin_reading};
    auto found = rows_of<core::session>(*on, text, {by});
    if (found.empty()) return base::fail(store_errc::not_found);
    auto record = read_record(*on, std::move(found.front()));
    reading.commit();
    return record;
  });
}

/// One statement that writes, in a transaction of its own; how many rows it wrote.
base::result<long long> write(database& in, const statement_text& text,
                              const std::vector<argument>& arguments) {
  return guarded([&]() -> base::result<long long> {
    const auto on = in.writer();
    return on->run(text, arguments).affected;
  });
}

base::result<void> without_count(const base::result<long long>& written) {
  if (!written) return std::unexpected{written.error()};
  return {};
}

}  // namespace

sql_store::sql_store(std::unique_ptr<database> database) : database_(std::move(database)) {}
sql_store::~sql_store() = default;

base::result<void> sql_store::commit(const core::change& change) {
  const auto written = guarded([&]() -> base::result<void> {
    const auto on = database_->writer();
    transaction writing{*on, database_->speech().begin_writing};
    auto made = write_change(*on, database_->speech(), change);
    if (made) writing.commit();
    return made;
  });
  if (!written) return written;
  std::set<core::session_id> told;
  for (const auto& event : change.events) {
    if (told.insert(event.session).second) database_->committed(event.session);
  }
  return {};
}

base::result<core::session_record> sql_store::find_session(const core::session_id& id) {
  return find(*database_, session_by_id, {"id", to_cell(id)});
}

base::result<core::session_record> sql_store::find_open_session(const core::conversation_sid& conversation) {
  return find(*database_, session_by_conversation, {"conversation", to_cell(conversation)});
}

base::result<core::session_record> sql_store::find_open_session_by_task(const core::task_sid& task) {
  return find(*database_, session_by_task, {"task", to_cell(task)});
}

base::result<core::session_record> sql_store::find_session_by_room(const core::room_sid& room) {
  return find(*database_, session_by_room, {"room", to_cell(room)});
}

base::result<std::vector<core::session>> sql_store::open_sessions(
    const std::optional<core::worker_sid>& worker) {
  if (!worker) return list<core::session>(*database_, all_open);
  return list<core::session>(*database_, open_of_worker, {{"worker", to_cell(*worker)}});
}

base::result<std::vector<core::session>> sql_store::sessions_to_close(std::size_t most) {
  return list<core::session>(*database_, to_close, {at_most(most)});
}

base::result<std::vector<core::visit>> sql_store::visits_of_device(const core::device_id& device) {
  return list<core::visit>(*database_, visits_by_device, {{"device", to_cell(device)}});
}

base::result<std::vector<core::event>> sql_store::events_of(const core::session_id& session, unsigned after) {
  return guarded([&]() -> base::result<std::vector<core::event>> {
    return read_events(*database_->reader(), session, after);
  });
}

base::result<std::vector<core::still>> sql_store::stills_of(const core::session_id& session) {
  return guarded(
      [&]() -> base::result<std::vector<core::still>> { return read_stills(*database_->reader(), session); });
}

base::result<core::kept_still> sql_store::find_still(const core::session_id& session,
                                                     const core::still_id& id) {
  return guarded([&]() -> base::result<core::kept_still> {
    const auto on = database_->reader();
    transaction reading{*on, database_->speech().begin_reading};
    const std::vector<argument> wanted{{"session", to_cell(session)}, {"id", to_cell(id)}};
    const auto found = rows_of<core::still>(*on, still_by_id, wanted);
    if (found.empty()) return base::fail(store_errc::not_found);
    const auto written = on->run(image_by_id, wanted).rows.at(0).at(0);
    auto image = written ? base::from_base64url(*written) : std::nullopt;
    if (!image) throw unreadable_row{"the column image holds what nobody wrote"};
    reading.commit();
    return core::kept_still{.about = found.front(), .image = *std::move(image)};
  });
}

base::result<void> sql_store::note_room(const core::noted_room& room) {
  return without_count(write(*database_, put_room, arguments_of(room)));
}

base::result<std::vector<core::noted_room>> sql_store::unsettled_rooms(base::time_point before,
                                                                       std::size_t most) {
  return list<core::noted_room>(*database_, rooms_before, {{"noted_at", to_cell(before)}, at_most(most)});
}

base::result<core::row_counts> sql_store::forget_sessions(base::time_point before, std::size_t most) {
  return guarded([&]() -> base::result<core::row_counts> {
    const auto on = database_->writer();
    transaction forgetting{*on, database_->speech().begin_writing};
    auto due = rows_of<core::session>(*on, ended_before, {{"ended_at", to_cell(before)}, at_most(most)});
    due.erase(due.begin() + static_cast<std::ptrdiff_t>(core::deleted_at_once(due)), due.end());
    const auto gone = erase_sessions(*on, database_->speech(), std::move(due));
    forgetting.commit();
    return gone;
  });
}

base::result<std::vector<core::kept_session>> sql_store::gather(const core::data_subject& whose) {
  return guarded([&]() -> base::result<std::vector<core::kept_session>> {
    const auto on = database_->reader();
    transaction reading{*on, database_->speech().begin_reading};
    std::vector<core::kept_session> kept;
    for (auto& session : read_sessions(*on, whose)) {
      const auto id = session.id;
      kept.push_back({.record = read_record(*on, std::move(session)),
                      .events = read_events(*on, id),
                      .stills = read_stills(*on, id)});
    }
    reading.commit();
    return kept;
  });
}

base::result<core::erasure> sql_store::erase(const core::data_subject& whose, base::time_point now,
                                             const receipt_writer& write) {
  return guarded([&]() -> base::result<core::erasure> {
    const auto on = database_->writer();
    const auto& speech = database_->speech();
    transaction erasing{*on, speech.begin_writing};
    auto made = erase_customer(*on, speech, whose, now);
    if (!made) return made;
    on->run(note_erasure, {{"receipt", write(*made)}, {"erased_at", to_cell(now)}});
    erasing.commit();
    try {
      if (!speech.empty_log.empty()) on->execute(speech.empty_log);
    } catch (const soci::soci_error&) {
      // It is erased all the same, and the log is written over in its time.
    }
    return made;
  });
}

base::result<base::time_point> sql_store::find_erasure(const std::string& receipt) {
  return guarded([&]() -> base::result<base::time_point> {
    static const std::vector<std::string_view> columns{"erased_at"};
    const auto on = database_->reader();
    const auto found = on->run(erasure_by_receipt, {{"receipt", receipt}}).rows;
    if (found.empty()) return base::fail(store_errc::not_found);
    return row_reader{found.front(), columns}.next<base::time_point>();
  });
}

base::result<bool> sql_store::keep(const core::webhook& webhook) {
  const auto written = write(*database_, keep_webhook, arguments_of(webhook));
  if (!written) return std::unexpected{written.error()};
  return *written == 1;
}

base::result<std::vector<core::webhook>> sql_store::pending(std::size_t most) {
  return list<core::webhook>(*database_, pending_webhooks, {at_most(most)});
}

base::result<void> sql_store::settle(const std::string& key) {
  return without_count(write(*database_, settle_webhook, {{"key", key}}));
}

base::result<std::size_t> sql_store::forget(base::time_point before) {
  const auto written = write(*database_, forget_webhooks, {{"received_at", to_cell(before)}});
  if (!written) return std::unexpected{written.error()};
  return static_cast<std::size_t>(*written);
}

base::result<void> sql_store::keep(const std::vector<core::kept_room>& changed) {
  return guarded([&]() -> base::result<void> {
    const auto on = database_->writer();
    transaction keeping{*on, database_->speech().begin_writing};
    for (const auto& [room, state] : changed) {
      if (state) {
        on->run(keep_room, {{"room", to_cell(room)}, {"state", *state}});
      } else {
        on->run(forget_room, {{"room", to_cell(room)}});
      }
    }
    keeping.commit();
    return {};
  });
}

base::result<std::vector<std::string>> sql_store::states() {
  return guarded([&]() -> base::result<std::vector<std::string>> {
    const auto on = database_->reader();
    std::vector<std::string> kept;
    for (const auto& cells : on->run(all_room_states).rows) kept.push_back(cells.at(0).value());
    return kept;
  });
}

void sql_store::listen(listener told) { database_->listen(std::move(told)); }

}  // namespace flex_video::store
