#include "signalling/wishes_state.hpp"

#include "signalling/words.hpp"

#include <boost/json/array.hpp>

#include <limits>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

constexpr auto unlimited = std::numeric_limits<std::size_t>::max();  // we wrote it

template <class Value>
json::value word_or_null(const std::optional<Value>& value) {
  return value ? json::value(word_of(*value)) : json::value{};
}

json::value or_null(const std::optional<std::string>& text) {
  return text ? json::value(*text) : json::value{};
}

json::object write(const track_rule& rule) {
  return {{"include", rule.include},
          {"publisher", or_null(rule.publisher)},
          {"track", or_null(rule.track)},
          {"kind", word_or_null(rule.kind)},
          {"priority", word_or_null(rule.priority)}};
}

json::array write(const std::vector<track_rule>& rules) {
  json::array written;
  for (const auto& rule : rules) written.push_back(write(rule));
  return written;
}

json::object write(const bandwidth_profile& profile) {
  json::object written{{"active_speaker_priority", word_or_null(profile.active_speaker_priority)},
                       {"max_tracks", profile.max_tracks},
                       {"track_switch_off", word_of(profile.track_switch_off)}};
  if (profile.max_subscription_bandwidth)
    written["max_subscription_bandwidth"] = *profile.max_subscription_bandwidth;
  return written;
}

template <class Value>
std::optional<Value> optional_word(fields& from, std::string_view key) {
  const auto text = from.optional_text(key, unlimited);
  const auto value = text ? value_of<Value>(*text) : std::nullopt;
  if (text && !value) from.complain(key);
  return value;
}

track_rule read_rule(fields from) {
  return {.include = from.flag("include"),
          .publisher = from.optional_text("publisher", unlimited),
          .track = from.optional_text("track", unlimited),
          .kind = optional_word<track_kind>(from, "kind"),
          .priority = optional_word<track_priority>(from, "priority")};
}

std::vector<track_rule> read_rules(fields& from, std::string_view key, std::string& complaint) {
  std::vector<track_rule> rules;
  for (const auto& rule : from.list(key, unlimited)) rules.push_back(read_rule({rule, complaint}));
  return rules;
}

bandwidth_profile read_profile(fields from) {
  bandwidth_profile profile{
      .active_speaker_priority = optional_word<track_priority>(from, "active_speaker_priority"),
      .max_tracks = from.large_number("max_tracks"),
      .track_switch_off =
          optional_word<switch_off_mode>(from, "track_switch_off").value_or(switch_off_mode::predicted)};
  if (from.has("max_subscription_bandwidth"))
    profile.max_subscription_bandwidth = from.large_number("max_subscription_bandwidth");
  return profile;
}

}  // namespace

json::object write_recording(const recording_wish& wish) {
  return {{"rules", write(wish.rules)}, {"paused", wish.paused}};
}

recording_wish read_recording(const json::value& kept, std::string& complaint) {
  fields from{kept, complaint};
  return {.rules = read_rules(from, "rules", complaint), .paused = from.flag("paused")};
}

json::object write_wishes(const media_wishes& wishes) {
  json::array channels;
  for (const auto channel : wishes.media_signaling) channels.emplace_back(word_of(channel));
  json::object written{{"subscribe_rules", write(wishes.subscribe_rules)},
                       {"media_signaling", std::move(channels)}};
  if (wishes.bandwidth_profile) written["bandwidth_profile"] = write(*wishes.bandwidth_profile);
  return written;
}

media_wishes read_wishes(const json::value& kept, std::string& complaint) {
  fields from{kept, complaint};
  media_wishes wishes{.subscribe_rules = read_rules(from, "subscribe_rules", complaint)};
  if (from.has("bandwidth_profile"))
    wishes.bandwidth_profile = read_profile({from.member("bandwidth_profile"), complaint});
  for (const auto& each : from.list("media_signaling", unlimited)) {
    const auto* const text = each.if_string();
    const auto channel = text ? value_of<media_channel>(*text) : std::nullopt;
    if (channel)
      wishes.media_signaling.push_back(*channel);
    else
      from.complain("media_signaling");
  }
  return wishes;
}

}  // namespace flex_video::rooms
