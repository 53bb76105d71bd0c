#pragma once

#include "keyed_sum_signer.hpp"
#include "testing/dice.hpp"
#include "testing/model_provider.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/core/memory_store.hpp"
#include "flex_video/core/page_signal.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/ports/task_directory.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace flex_video::core::model {

/// A link that was given to somebody.
struct given_link {
  core::invite invite;
  std::string code;
  std::optional<worker_sid> worker = std::nullopt;  ///< whose link it is, when it is an agent's
};

/// How a device came by its visit.
struct coming {
  const given_link* link;
  device_id device;
  core::visit visit;
  bool returning;
  worker_sid worker;  ///< the session's, as far as the decision knew
};

/// What one decision did, for the rules to judge.
struct happening {
  std::optional<session_record> before;  ///< as it was stored; nothing of a session that starts
  core::change change = {};
  std::optional<session_record> after = std::nullopt;
  std::optional<access> token = std::nullopt;     ///< that was issued with it
  std::optional<visit_id> joined = std::nullopt;  ///< whose token it is, when it is a visit's
  std::optional<model::coming> coming = std::nullopt;
};

/// What the model itself remembers, to hold the core to it.
struct ledger {
  struct ending {
    session_id session;
    core::end_reason reason;
    base::time_point at;
  };
  std::vector<ending> ended;
  std::vector<visit_id> turned_away;  ///< denied or removed, and not admitted since
  std::vector<std::pair<session_id, unsigned>> revoked;
  std::vector<std::pair<visit_id, worker_sid>> agents;  ///< whose an agent's visit is
};

/// A few conversations, workers and devices around one store, and a provider. What happens is up to the dice;
/// each decision is taken and stored as the server does it, and judged by the rules (model_rules.hpp).
class model_world {
 public:
  model_world(const core::policy& policy, std::uint64_t seed);

  /// One thing happens.
  void step();
  /// Every report arrives, and the rooms are looked at: from then on the store must know who is in them.
  void settle();

  /// The rule that was broken first; empty while all hold. No step is to follow.
  const std::string& broken() const { return broken_; }
  /// What has happened, in words.
  std::string story() const;

  // For the rules.
  const core::policy& policy() const { return policy_; }
  const memory_store::rows& stored() const { return store_.contents(); }
  const model::ledger& remembered() const { return ledger_; }

 private:
  enum class outcome { refused, unchanged, changed };
  struct deed {
    const char* name;
    unsigned weight;
    void (model_world::*happens)();
  };
  static const std::vector<deed> deeds;

  // What happens, in model_agents.cpp, model_guests.cpp and model_rooms.cpp.
  void start();
  void transfer();
  void join_as_agent();
  void get_tokens();
  void give_agent_link();
  void admit();
  void deny();
  void remove();
  void invite();
  void revoke();
  void record();
  void send_invitation();
  void supervise();
  void end();
  void end_task();
  void redeem();
  void redeem_forged();
  void join();
  void signal();
  void take_still();
  void connect();
  void drop_out();
  void close_room();
  void deliver();
  void tell_strange_things();
  void look();
  void look_late();
  void sweep();
  void wait();

  /// Decides as the server does: on what is stored, and anew when the store refuses what was decided. At
  /// times the first try is on what was stored a while ago. `decision` makes a result<optional<change>> of a
  /// record.
  template <class Decision>
  outcome decide(const session_id& id, Decision decision, happening what = {});
  bool commit(const session_id& id, const change& change, happening what);
  void judge(const happening& what);
  void remember(const happening& what);
  void break_rule(const std::string& rule);

  base::time_point now() const { return clock_.now(); }
  /// One of the sessions, most likely one that goes on; null if there is none.
  const session* some_session();
  const visit* some_visit();
  /// One of that session; null if none is found.
  const visit* own_visit(const session& session);
  /// Of that session; at times of another one, or of none.
  visit_id some_visit_id(const session& session);
  outcome ensure_open(const session_id& id);
  room make_room(const task_sid& task);
  void give(const core::invite& invite, std::optional<worker_sid> worker = std::nullopt);
  void give_customer_link(const session_id& id);
  void deliver(const room_event& event);
  void look_at(const session_id& id, const room_sid& room, const room_report& seen);
  void expect_presence();
  void end_session_of(const session_id& id, end_reason reason, const char* actor);

  core::policy policy_;
  dice dice_;
  base::manual_clock clock_;
  base::counting_random random_;
  samples::keyed_sum_signer signer_;
  memory_store store_;
  model_provider provider_;

  std::vector<reservation> reservations_;  ///< the newest of a conversation is the last
  std::vector<device_id> devices_;
  std::vector<given_link> links_;
  std::vector<access> tokens_;
  std::vector<session_record> old_records_;  ///< one of each session
  struct view {
    session_id session;
    room_sid room;
    room_report seen;
  };
  std::vector<view> old_views_;
  bool settling_ = false;  ///< from now on nothing is lost or stale

  model::ledger ledger_;
  std::string broken_;
  std::vector<const char*> story_;
};

template <class Decision>
model_world::outcome model_world::decide(const session_id& id, Decision decision, happening what) {
  const auto of_this = [&](const session_record& old) { return old.session.id == id; };
  auto old = std::ranges::find_if(old_records_, of_this);
  bool stale = !settling_ && old != old_records_.end() && dice_.one_in(4);
  while (true) {
    session_record record = stale ? *old : *store_.find_session(id);
    const base::result<std::optional<change>> decided = decision(record, what);
    if (!decided) return outcome::refused;
    if (!*decided) return outcome::unchanged;
    const bool stored = commit(id, **decided, what);
    if (!stored && !stale) break_rule("what is decided on what is stored is stored");
    if (stored || !stale) {
      if (stored && !stale && old == old_records_.end()) {
        old_records_.push_back(std::move(record));
      } else if (stored && !stale && dice_.one_in(3)) {
        *old = std::move(record);
      }
      return outcome::changed;
    }
    stale = false;
  }
}

}  // namespace flex_video::core::model
