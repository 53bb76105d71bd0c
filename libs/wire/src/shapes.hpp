#pragma once

#include "json_members.hpp"
#include "json_text.hpp"

#include "flex_video/base/id.hpp"
#include "flex_video/base/sid.hpp"
#include "flex_video/wire/timestamp.hpp"
#include "flex_video/wire/types.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

/// How each type of a wire struct's members is written, read, and declared in JSON Schema and TypeScript. One
/// `shape` per type; a struct's own is made of its `description`, an enum's of its `names`.
namespace flex_video::wire {

template <class T>
struct description;  // name, and fields as a tuple of field

template <class E>
struct names;  // name, and values as an array of pairs of enumerator and text

template <class Struct, class Member>
struct field {
  using member_type = Member;
  std::string_view name;
  Member Struct::* member;
};

template <class T>
concept described = requires { description<T>::fields; };
template <class T>
concept named = requires { names<T>::values; };

template <class T>
struct shape;

/// A member that may be absent.
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
std::string_view text_of(const T& value) {
  for (const auto& [enumerator, text] : names<T>::values) {
    if (enumerator == value) return text;
  }
  return {};
}

/// The spellings of an enum, in the order of its `names`.
template <class E>
std::vector<std::string_view> texts_of() {
  std::vector<std::string_view> texts;
  for (const auto& value : names<E>::values) texts.push_back(value.text);
  return texts;
}

template <>
struct shape<std::string> {
  static void write(std::string& out, const std::string& value) { append_json_string(out, value); }
  static std::optional<std::string> read(const json_member& member) { return member.text; }
  static std::string schema() { return R"({"type":"string"})"; }
  static std::string typescript() { return "string"; }
};

template <>
struct shape<language_tag> : shape<std::string> {
  static void write(std::string& out, const language_tag& value) { append_json_string(out, value.text); }
  static std::optional<language_tag> read(const json_member& member) {
    if (!member.text || member.text->size() < 2 || member.text->size() > 35) return std::nullopt;
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    if (member.text->find_first_not_of(allowed) != std::string::npos) return std::nullopt;
    return language_tag{*member.text};
  }
  static std::string schema() { return R"({"type":"string","pattern":"^[A-Za-z0-9-]{2,35}$"})"; }
};

template <class Tag>
struct shape<base::id<Tag>> : shape<std::string> {
  static void write(std::string& out, const base::id<Tag>& value) { append_json_string(out, value.str()); }
  static std::string schema() { return R"({"type":"string","pattern":"^[A-Za-z0-9_-]{22}$"})"; }
};

template <base::sid_prefix Prefix>
struct shape<base::sid<Prefix>> : shape<std::string> {
  static void write(std::string& out, const base::sid<Prefix>& value) {
    append_json_string(out, value.text());
  }
  static std::optional<base::sid<Prefix>> read(const json_member& member) {
    if (!member.text) return std::nullopt;
    return base::sid<Prefix>::parse(*member.text);
  }
  static std::string schema() {
    return R"({"type":"string","pattern":"^)" + std::string{Prefix.view()} + R"([0-9a-f]{32}$"})";
  }
};

template <>
struct shape<base::time_point> : shape<std::string> {
  static void write(std::string& out, base::time_point value) { append_json_string(out, iso8601(value)); }
  static std::string schema() { return R"({"type":"string","format":"date-time"})"; }
};

template <>
struct shape<unsigned> {
  static void write(std::string& out, unsigned value) { out += std::to_string(value); }
  static std::optional<unsigned> read(const json_member& member) {
    if (!member.number || *member.number > std::numeric_limits<unsigned>::max()) return std::nullopt;
    return static_cast<unsigned>(*member.number);
  }
  static std::string schema() { return R"({"type":"integer","minimum":0})"; }
  static std::string typescript() { return "number"; }
};

template <>
struct shape<bool> {
  static void write(std::string& out, bool value) { out += value ? "true" : "false"; }
  static std::optional<bool> read(const json_member& member) { return member.flag; }
  static std::string schema() { return R"({"type":"boolean"})"; }
  static std::string typescript() { return "boolean"; }
};

template <class T>
struct shape<std::optional<T>> : shape<T> {
  static void write(std::string& out, const std::optional<T>& value) { shape<T>::write(out, *value); }
};

template <class T>
struct shape<std::vector<T>> {
  static void write(std::string& out, const std::vector<T>& values) {
    out += '[';
    for (const auto& value : values) {
      if (&value != &values.front()) out += ',';
      shape<T>::write(out, value);
    }
    out += ']';
  }
  static std::string schema() { return R"({"type":"array","items":)" + shape<T>::schema() + '}'; }
  static std::string typescript() { return "readonly " + shape<T>::typescript() + "[]"; }
};

template <named E>
struct shape<E> {
  static void write(std::string& out, E value) { append_json_string(out, text_of(value)); }
  static std::optional<E> read(const json_member& member) {
    for (const auto& [enumerator, text] : names<E>::values) {
      if (member.text == text) return enumerator;
    }
    return std::nullopt;
  }
  static std::string schema() {
    return R"({"$ref":"#/components/schemas/)" + std::string{names<E>::name} + R"("})";
  }
  static std::string typescript() { return std::string{names<E>::name}; }
};

template <described T>
struct shape<T> {
  static void write(std::string& out, const T& value) {
    out += '{';
    const auto start = out.size();
    const auto append = [&](const auto& field) {
      const auto& member = value.*field.member;
      using member_type = typename std::remove_cvref_t<decltype(field)>::member_type;
      if constexpr (is_optional<member_type>) {
        if (!member) return;
      }
      if (out.size() != start) out += ',';
      out += '"';
      out += field.name;
      out += "\":";
      shape<member_type>::write(out, member);
    };
    std::apply([&](const auto&... fields) { (append(fields), ...); }, description<T>::fields);
    out += '}';
  }
  static std::string schema() {
    return R"({"$ref":"#/components/schemas/)" + std::string{description<T>::name} + R"("})";
  }
  static std::string typescript() { return std::string{description<T>::name}; }
};

}  // namespace flex_video::wire
