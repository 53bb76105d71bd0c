#pragma once

#include "setting.hpp"
#include "value_text.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace flex_video::app {

/// The place of a member, and of members of members: at(&serve_settings::policy, &core::policy::link_life).
template <class... Members>
auto at(Members... members) {
  return [=](gathered_options& into) -> auto& { return (into.*....*members); };
}

// Each makes the rule of one kind of value. `place` is where it goes, as at() makes it.

template <class Place>
value_rule number(long long least, long long most, Place place) {
  return {.kind = "NUMBER",
          .allowed = "a number from " + std::to_string(least) + " to " + std::to_string(most),
          .take = [=](gathered_options& into, std::string_view text) {
            const auto value = parse_number(text, least, most);
            if (value) place(into) = static_cast<std::remove_reference_t<decltype(place(into))>>(*value);
            return value.has_value();
          }};
}

template <class Place>
value_rule duration(std::chrono::seconds least, std::chrono::seconds most, Place place) {
  return {.kind = "DURATION",
          .allowed = "a duration from " + show_duration(least) + " to " + show_duration(most) +
                     " (a number and s, m, h or d)",
          .take = [=](gathered_options& into, std::string_view text) {
            const auto value = parse_duration(text);
            if (!value || *value < least || *value > most) return false;
            place(into) = *value;
            return true;
          }};
}

/// A duration, or "forever", which is none.
template <class Place>
value_rule duration_or_forever(std::chrono::seconds least, std::chrono::seconds most, Place place) {
  auto made = duration(least, most, place);
  made.allowed += ", or forever";
  made.take = [=, limited = std::move(made.take)](gathered_options& into, std::string_view text) {
    if (text != "forever") return limited(into, text);
    place(into).reset();
    return true;
  };
  return made;
}

template <class Place>
value_rule truth(Place place) {
  return {.kind = "BOOLEAN",
          .allowed = "true or false",
          .take = [=](gathered_options& into, std::string_view text) {
            const auto value = parse_truth(text);
            if (value) place(into) = *value;
            return value.has_value();
          }};
}

/// One word of a few, each of which stands for a value.
template <class Value, class Place>
value_rule choice(std::vector<std::pair<std::string, Value>> words, Place place) {
  std::string listed;
  for (const auto& [word, value] : words) listed += (listed.empty() ? "" : ", ") + word;
  return {.kind = "WORD",
          .allowed = "one of " + listed,
          .take = [=](gathered_options& into, std::string_view text) {
            const auto found = std::ranges::find(words, text, &std::pair<std::string, Value>::first);
            if (found == words.end()) return false;
            place(into) = found->second;
            return true;
          }};
}

/// Text that `fits`.
template <class Place>
value_rule text_that(bool (*fits)(std::string_view), std::string kind, std::string allowed, Place place) {
  return {.kind = std::move(kind),
          .allowed = std::move(allowed),
          .take = [=](gathered_options& into, std::string_view text) {
            if (!fits(text)) return false;
            place(into) = std::string{text};
            return true;
          }};
}

/// Texts that each `fits`; commas between them, or a TOML array.
template <class Place>
value_rule list_that(bool (*fits)(std::string_view), std::string allowed, Place place) {
  return {.kind = "LIST",
          .allowed = std::move(allowed),
          .take = [=](gathered_options& into, std::string_view text) {
            auto parts = split_list(text);
            if (!std::ranges::all_of(parts, [&](const std::string& part) { return fits(part); }))
              return false;
            place(into) = std::move(parts);
            return true;
          }};
}

template <class Place>
value_rule file(Place place) {
  return {.kind = "PATH", .allowed = "a path", .take = [=](gathered_options& into, std::string_view text) {
            if (text.empty()) return false;
            place(into) = std::string{text};
            return true;
          }};
}

template <class Sid, class Place>
value_rule sid(std::string allowed, Place place) {
  return {.kind = "SID",
          .allowed = std::move(allowed),
          .take = [=](gathered_options& into, std::string_view text) {
            place(into) = Sid::parse(text);
            return place(into).has_value();
          }};
}

template <class Place>
value_rule secret_text(std::size_t shortest, Place place) {
  return {
      .kind = "SECRET",
      .allowed = shortest == 1 ? "a text" : "a text of " + std::to_string(shortest) + " characters at least",
      .take = [=](gathered_options& into, std::string_view text) {
        if (text.size() < shortest) return false;
        place(into) = base::secret{std::string{text}};
        return true;
      }};
}

}  // namespace flex_video::app
