#include "rest/rules.hpp"

#include "signalling/words.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <array>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

constexpr std::size_t most_rules = 20;
constexpr std::size_t longest_name = 512;
constexpr std::array<std::string_view, 3> selectors{"publisher", "track", "kind"};

std::unexpected<twilio::rest_error> invalid(rule_purpose purpose, std::string why) {
  const bool recording = purpose == rule_purpose::recording;
  return refuse(400, recording ? 53120 : 53215,
                (recording ? "Invalid Recording Rule(s): " : "Invalid Subscribe Rule(s): ") + std::move(why));
}

bool is_text(const json::value& value) {
  const auto* text = value.if_string();
  return text && !text->empty() && text->size() <= longest_name;
}

bool is_kind(const json::value& value, rule_purpose purpose) {
  const auto* text = value.if_string();
  return text &&
         (*text == "audio" || *text == "video" || (purpose == rule_purpose::subscribe && *text == "data"));
}

/// What Twilio answers for it; a reason if it is no rule.
std::expected<json::object, std::string> read_rule(const json::value& value, rule_purpose purpose) {
  const auto* given = value.if_object();
  if (!given) return std::unexpected{"a rule is an object"};
  json::object rule{
      {"type", nullptr}, {"all", nullptr}, {"publisher", nullptr}, {"track", nullptr}, {"kind", nullptr}};
  for (const auto& [name, member] : *given) {
    if (!rule.contains(name)) return std::unexpected{"a rule has another member"};
    rule[name] = member;
  }
  if (rule["all"] == "true") rule["all"] = true;  // as some clients of Twilio's write it
  const auto& type = rule["type"];
  if (type != "include" && type != "exclude") return std::unexpected{"type is include or exclude"};
  const auto given_selectors =
      std::ranges::count_if(selectors, [&](std::string_view name) { return !rule[name].is_null(); });
  if (!rule["all"].is_null()) {
    if (rule["all"] != true || given_selectors > 0) return std::unexpected{"all is true and stands alone"};
    return rule;
  }
  if (given_selectors == 0) return std::unexpected{"a rule says which tracks"};
  for (const auto* name : {"publisher", "track"})
    if (!rule[name].is_null() && !is_text(rule[name]))
      return std::unexpected{std::string{name} + " is a name or a SID"};
  if (!rule["kind"].is_null() && !is_kind(rule["kind"], purpose)) return std::unexpected{"unknown kind"};
  return rule;
}

}  // namespace

json::array all_tracks(std::string_view type) {
  return {json::object{
      {"type", type}, {"all", true}, {"publisher", nullptr}, {"track", nullptr}, {"kind", nullptr}}};
}

rest_result<json::array> read_rules(std::string_view text, rule_purpose purpose) {
  boost::system::error_code failed;
  const auto value = json::parse({text.data(), text.size()}, failed);
  const auto* given = failed ? nullptr : value.if_array();
  if (!given) return invalid(purpose, "not a JSON array");
  if (given->empty() || given->size() > most_rules) return invalid(purpose, "there are 1 to 20 rules");
  json::array rules;
  for (const auto& each : *given) {
    auto rule = read_rule(each, purpose);
    if (!rule) return invalid(purpose, rule.error());
    rules.push_back(std::move(*rule));
  }
  return rules;
}

std::vector<track_rule> track_rules(const json::array& rules) {
  const auto text = [](const json::value& rule, std::string_view name) -> std::optional<std::string> {
    const auto* given = rule.at(name).if_string();
    if (!given) return std::nullopt;
    return std::string{*given};
  };
  std::vector<track_rule> made;
  for (const auto& rule : rules) {
    const auto kind = text(rule, "kind");
    made.push_back({.include = rule.at("type") == "include",
                    .publisher = text(rule, "publisher"),
                    .track = text(rule, "track"),
                    .kind = kind ? value_of<track_kind>(*kind) : std::nullopt});
  }
  return made;
}

json::array write_rules(std::span<const track_rule> rules) {
  const auto or_null = [](const std::optional<std::string>& text) {
    return text ? json::value(*text) : json::value{};
  };
  json::array written;
  for (const auto& rule : rules) {
    const bool all = !rule.publisher && !rule.track && !rule.kind && !rule.priority;
    json::object one{{"type", rule.include ? "include" : "exclude"},
                     {"all", nullptr},
                     {"publisher", or_null(rule.publisher)},
                     {"track", or_null(rule.track)},
                     {"kind", nullptr}};
    if (all) one["all"] = true;
    if (rule.kind) one["kind"] = word_of(*rule.kind);
    written.push_back(std::move(one));
  }
  return written;
}

bool includes_any(const json::array& rules) {
  return std::ranges::any_of(rules, [](const json::value& rule) { return rule.at("type") == "include"; });
}

}  // namespace flex_video::rooms
