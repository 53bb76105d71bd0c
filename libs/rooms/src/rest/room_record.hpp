#pragma once

#include "signalling/message_writer.hpp"
#include "signalling/recording_wish.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/rooms/room_settings.hpp"
#include "flex_video/twilio/sids.hpp"

#include <boost/json/array.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What the REST API knows of rooms and those in them, present and past.

namespace flex_video::rooms {

/// Counts over everything that is listed; lists go by it, newest first.
using ordinal = std::uint64_t;

enum class callback_method { get, post };

/// What a room's maker said that the signalling has no use for.
struct room_options {
  bool go = false;              ///< was asked for as Twilio's "go", which is peer-to-peer for two
  std::string status_callback;  ///< empty for none
  callback_method status_callback_method = callback_method::post;
  std::string media_region;  ///< empty for none
  bool enable_turn = true;
  bool large_room = false;
  bool record_participants_on_connect = false;
};

/// Rules as they were set last.
struct rule_list {
  boost::json::array rules;
  base::time_point created{};
  base::time_point updated{};
};

struct track_record {
  rooms::ordinal ordinal;
  twilio::track_sid sid;
  track_kind kind;
  std::string name;
  bool enabled;
  base::time_point created;
  base::time_point updated;
};

struct participant_record {
  rooms::ordinal ordinal;
  twilio::participant_sid sid;
  std::string identity;
  participant_state state;
  std::uint32_t revision;  ///< the signalling's, of what is said here
  base::time_point created;
  base::time_point updated;
  std::optional<base::time_point> ended;
  std::vector<track_record> tracks;  ///< those published now
  rule_list subscribe_rules;
};

struct room_record {
  rooms::ordinal ordinal;
  twilio::room_sid sid;
  std::string unique_name;
  unsigned max_participants;
  room_terms terms;
  room_options options;
  base::time_point created;
  base::time_point updated;
  std::optional<base::time_point> ended;
  std::vector<participant_record> participants;  ///< in the order they came
  rule_list recording_rules;
  recording_wish recording = {};  ///< what they were made of
  std::uint64_t next_sequence_number = 0;

  /// By SID; or by identity who is inside, or else who was last. Null if nobody is known.
  participant_record* find(std::string_view sid_or_identity);
};

}  // namespace flex_video::rooms
