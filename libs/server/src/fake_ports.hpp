#pragma once

#include "samples.hpp"

#include "flex_video/core/memory_store.hpp"
#include "flex_video/server/ports.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

/// Ports for tests: each does what it is for, in memory, and fails when told to.
namespace flex_video::server::fakes {

/// The memory store, with commits that can be made to fail.
class store final : public core::session_store {
 public:
  base::result<void> commit(const core::change& change) override {
    if (before_commit) std::exchange(before_commit, nullptr)();
    if (refusal) return base::fail(*refusal);
    return rows.commit(change);
  }
  base::result<core::session_record> find_session(const core::session_id& id) override {
    return rows.find_session(id);
  }
  base::result<core::session_record> find_open_session(const core::conversation_sid& conversation) override {
    return rows.find_open_session(conversation);
  }
  base::result<core::session_record> find_open_session_by_task(const core::task_sid& task) override {
    return rows.find_open_session_by_task(task);
  }
  base::result<core::session_record> find_session_by_room(const core::room_sid& room) override {
    return rows.find_session_by_room(room);
  }
  base::result<std::vector<core::session>> open_sessions(
      const std::optional<core::worker_sid>& worker) override {
    return rows.open_sessions(worker);
  }
  base::result<std::vector<core::session>> sessions_to_close(std::size_t most) override {
    if (read_refusal) return base::fail(*read_refusal);
    return rows.sessions_to_close(most);
  }
  base::result<std::vector<core::visit>> visits_of_device(const core::device_id& id) override {
    return rows.visits_of_device(id);
  }
  base::result<std::vector<core::event>> events_of(const core::session_id& id, unsigned after) override {
    ++event_reads;
    if (refusal) return base::fail(*refusal);
    auto found = rows.events_of(id, after);
    if (after_events) std::exchange(after_events, nullptr)();
    return found;
  }
  base::result<std::vector<core::still>> stills_of(const core::session_id& id) override {
    return rows.stills_of(id);
  }
  base::result<core::kept_still> find_still(const core::session_id& session,
                                            const core::still_id& id) override {
    return rows.find_still(session, id);
  }
  base::result<void> note_room(const core::noted_room& room) override { return rows.note_room(room); }
  base::result<std::vector<core::noted_room>> unsettled_rooms(base::time_point before,
                                                              std::size_t most) override {
    return rows.unsettled_rooms(before, most);
  }
  base::result<core::row_counts> forget_sessions(base::time_point before, std::size_t most) override {
    return rows.forget_sessions(before, most);
  }

  core::memory_store rows;
  int event_reads = 0;
  std::function<void()> after_events;            ///< called once: what happens between two reads
  std::optional<core::store_errc> refusal;       ///< of commits
  std::optional<core::store_errc> read_refusal;  ///< of sessions_to_close()
  std::function<void()>
      before_commit;  ///< called once: what another replica does between reading and writing
};

/// The memory store's inbox, which can be made to fail.
class inbox final : public core::webhook_inbox {
 public:
  base::result<bool> keep(const core::webhook& webhook) override {
    if (refusal) return base::fail(*refusal);
    return rows.keep(webhook);
  }
  base::result<std::vector<core::webhook>> pending(std::size_t most) override { return rows.pending(most); }
  base::result<void> settle(const std::string& key) override { return rows.settle(key); }
  base::result<std::size_t> forget(base::time_point before) override { return rows.forget(before); }

  core::memory_store rows;
  std::optional<core::store_errc> refusal;
};

/// Knows tokens by their text.
class identity final : public core::flex_identity {
 public:
  base::result<core::flex_user> validate(std::string_view token) override {
    ++calls;
    if (refusal) return base::fail(*refusal);
    const auto found = users.find(token);
    if (found == users.end()) return base::fail(core::identity_errc::invalid);
    return found->second;
  }

  std::map<std::string, core::flex_user, std::less<>> users;
  std::optional<core::identity_errc> refusal;
  int calls = 0;
};

class tasks final : public core::task_directory {
 public:
  base::result<core::reservation> find_reservation(const core::task_sid& task,
                                                   const core::worker_sid& worker) override {
    ++calls;
    if (refusal) return base::fail(*refusal);
    const auto found = reservations.find({task, worker});
    if (found == reservations.end()) return base::fail(core::task_errc::not_reserved);
    return found->second;
  }
  void add(const core::reservation& reservation) {
    reservations.insert_or_assign(std::pair{reservation.task, reservation.worker}, reservation);
  }

  base::result<bool> has_other_task(const core::conversation_sid& conversation,
                                    const core::task_sid& task) override {
    if (refusal) return base::fail(*refusal);
    return std::ranges::any_of(reservations, [&](const auto& entry) {
      return entry.second.conversation == conversation && entry.second.task != task;
    });
  }

  std::map<std::pair<core::task_sid, core::worker_sid>, core::reservation> reservations;
  std::optional<core::task_errc> refusal;
  int calls = 0;
};

/// Keeps what is sent, and when the customer wrote.
class messages final : public core::conversation_messages {
 public:
  base::result<std::optional<base::time_point>> last_by_whatsapp(const core::conversation_sid&,
                                                                 base::time_point since) override {
    if (refusal) return base::fail(*refusal);
    return written && *written > since ? written : std::nullopt;
  }
  base::result<void> send(const core::conversation_sid& conversation,
                          const core::template_message& message) override {
    if (before_send) std::exchange(before_send, nullptr)();
    if (sending_refusal) return base::fail(*sending_refusal);
    sent.emplace_back(conversation, message);
    return {};
  }

  std::optional<base::time_point> written;
  std::vector<std::pair<core::conversation_sid, core::template_message>> sent;
  std::optional<core::message_errc> refusal;
  std::optional<core::message_errc> sending_refusal;
  std::function<void()> before_send;  ///< called once: what happens while it is on its way
};

/// Rooms in progress by name.
class video final : public core::video_provider {
 public:
  base::result<core::room> create_room(const core::room_request& request) override {
    last_request = request;
    if (refusal) return base::fail(*refusal);
    if (const auto found = open.find(request.unique_name); found != open.end()) return found->second;
    const core::room made{.sid = core::samples::sid_of<"RM">(++made_so_far),
                          .unique_name = request.unique_name};
    return open.emplace(request.unique_name, made).first->second;
  }
  base::result<void> complete_room(const core::room_sid& room) override {
    if (closing_refusal) return base::fail(*closing_refusal);
    completed.push_back(room);
    std::erase_if(open, [&](const auto& entry) { return entry.second.sid == room; });
    if (on_complete) on_complete(room);
    return {};
  }

  base::result<std::optional<core::room>> find_room(std::string_view unique_name) override {
    if (refusal) return base::fail(*refusal);
    const auto found = open.find(std::string{unique_name});
    return found == open.end() ? std::nullopt : std::optional{found->second};
  }
  base::result<core::room_report> inspect_room(const core::room_sid& room) override {
    if (refusal) return base::fail(*refusal);
    const bool known = std::ranges::any_of(open, [&](const auto& entry) { return entry.second.sid == room; });
    return core::room_report{.in_progress = known,
                             .identities = known ? present : std::vector<std::string>{}};
  }
  base::result<void> remove_participant(const core::room_sid&, std::string_view identity) override {
    if (refusal) return base::fail(*refusal);
    removed.emplace_back(identity);
    return {};
  }
  base::result<void> set_audiences(const core::room_sid&, const std::vector<core::audience>& told) override {
    if (audiences_refusal) return base::fail(*audiences_refusal);
    audiences = told;
    ++audiences_told;
    return {};
  }
  base::result<void> set_recording(const core::room_sid&, core::recording_state wanted,
                                   const std::vector<std::string>& publishers) override {
    if (refusal) return base::fail(*refusal);
    recording = wanted;
    recorded = publishers;
    ++recording_calls;
    return {};
  }
  base::result<std::vector<core::recording>> recordings(const core::room_sid&) override {
    if (refusal) return base::fail(*refusal);
    return std::vector<core::recording>{};
  }

  std::map<std::string, core::room> open;
  std::vector<std::string> present;  ///< whom a look at any open room shows
  std::vector<std::string> removed;
  std::vector<core::audience> audiences;
  int audiences_told = 0;
  std::optional<core::provider_errc> audiences_refusal;
  core::recording_state recording = core::recording_state::off;
  std::vector<std::string> recorded;
  int recording_calls = 0;
  std::vector<core::room_sid> completed;
  std::optional<core::room_request> last_request;
  std::optional<core::provider_errc> refusal;
  std::optional<core::provider_errc> closing_refusal;
  std::function<void(const core::room_sid&)> on_complete;
  unsigned char made_so_far = 0;
};

}  // namespace flex_video::server::fakes
