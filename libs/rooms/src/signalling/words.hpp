#pragma once

#include "signalling/message_writer.hpp"

#include "flex_video/rooms/room_settings.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

// How rooms, tracks, participants and descriptions are spelled: in messages, in what is kept, and in the REST
// API.

namespace flex_video::rooms {

/// In the order of the enumerators.
template <class Value>
inline constexpr std::array<std::string_view, 0> words{};
template <>
inline constexpr std::array<std::string_view, 3> words<track_kind>{"audio", "video", "data"};
template <>
inline constexpr std::array<std::string_view, 3> words<track_priority>{"low", "standard", "high"};
template <>
inline constexpr std::array<std::string_view, 3> words<participant_state>{"connected", "reconnecting",
                                                                          "disconnected"};
template <>
inline constexpr std::array<std::string_view, 4> words<description_type>{"create-offer", "offer", "answer",
                                                                         "close"};

template <>
inline constexpr std::array<std::string_view, 2> words<room_type>{"peer-to-peer", "group"};
template <>
inline constexpr std::array<std::string_view, 2> words<video_codec>{"VP8", "H264"};
template <>
inline constexpr std::array<std::string_view, 7> words<media_channel>{
    "active_speaker", "network_quality",  "publisher_hints",         "render_hints",
    "track_priority", "track_switch_off", "extension_transcriptions"};
template <>
inline constexpr std::array<std::string_view, 3> words<switch_off_mode>{"disabled", "detected", "predicted"};

template <class Value>
constexpr std::string_view word_of(Value value) {
  return words<Value>[static_cast<std::size_t>(value)];
}

/// Nothing if it is no such word.
template <class Value>
constexpr std::optional<Value> value_of(std::string_view word) {
  const auto found = std::ranges::find(words<Value>, word);
  if (found == words<Value>.end()) return std::nullopt;
  return static_cast<Value>(found - words<Value>.begin());
}

}  // namespace flex_video::rooms
