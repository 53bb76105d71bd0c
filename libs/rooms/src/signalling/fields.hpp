#pragma once

#include "signalling/json_document.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::rooms {

/// A tree of values, in which we keep our own state.
struct json_tree {
  using value = const boost::json::value&;
  using found = const boost::json::value*;  ///< null if there is none
  using list = const boost::json::array&;
  using text = std::string_view;
};

/// Where what a client said stays as it came.
struct json_text {
  using value = json_value;
  using found = std::optional<json_value>;
  using list = json_elements;
  using text = std::string;
};

/// Reads the members of one JSON object strictly: a member of another type than asked for, too long, or
/// missing is a complaint, and what is read then is empty. Readers sharing `complaint` need asking once, at
/// the end; the first complaint stays. null counts as absent, as the SDK writes it for "none".
template <class Json>
class basic_fields {
 public:
  using value = typename Json::value;
  using list_of_values = typename Json::list;

  /// Both must outlive the reader. A `value` that is no object is a complaint.
  basic_fields(value from, std::string& complaint);

  bool ok() const { return complaint_.empty(); }
  void complain(std::string_view key);

  bool has(std::string_view key) const { return static_cast<bool>(find(key)); }
  std::string text(std::string_view key, std::size_t most_bytes);
  std::optional<std::string> optional_text(std::string_view key, std::size_t most_bytes);
  /// As text(), but still in JSON's spelling, of which `most_bytes` counts.
  std::string raw_text(std::string_view key, std::size_t most_bytes)
    requires std::same_as<Json, json_text>;
  std::uint32_t number(std::string_view key);
  std::optional<std::uint32_t> optional_number(std::string_view key);
  /// One that may be larger than the protocol's.
  std::uint64_t large_number(std::string_view key);
  bool flag(std::string_view key);
  bool optional_flag(std::string_view key);
  /// The member, or null (complained about) if it is absent.
  value member(std::string_view key);
  /// The elements; empty if the member is absent, not an array or longer than `most`, of which the last two
  /// are complaints.
  list_of_values list(std::string_view key, std::size_t most);

 private:
  typename Json::found find(std::string_view key) const;

  typename Json::found object_{};
  std::string& complaint_;
};

extern template class basic_fields<json_tree>;
extern template class basic_fields<json_text>;

using fields = basic_fields<json_tree>;
using message_fields = basic_fields<json_text>;

}  // namespace flex_video::rooms
