#pragma once

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::rooms {

/// Reads the members of one JSON object strictly: a member of another type than asked for, too long, or
/// missing is a complaint, and what is read then is empty. Readers sharing `complaint` need asking once, at
/// the end; the first complaint stays. null counts as absent, as the SDK writes it for "none".
class fields {
 public:
  /// Both must outlive the reader. A `value` that is no object is a complaint.
  fields(const boost::json::value& value, std::string& complaint);

  bool ok() const { return complaint_.empty(); }
  void complain(std::string_view key);

  bool has(std::string_view key) const { return find(key) != nullptr; }
  std::string text(std::string_view key, std::size_t most_bytes);
  std::optional<std::string> optional_text(std::string_view key, std::size_t most_bytes);
  std::uint32_t number(std::string_view key);
  std::optional<std::uint32_t> optional_number(std::string_view key);
  /// One that may be larger than the protocol's.
  std::uint64_t large_number(std::string_view key);
  bool flag(std::string_view key);
  bool optional_flag(std::string_view key);
  /// The member, or null (complained about) if it is absent.
  const boost::json::value& member(std::string_view key);
  /// The elements; empty if the member is absent, not an array or longer than `most`, of which the last two
  /// are complaints.
  const boost::json::array& list(std::string_view key, std::size_t most);

 private:
  const boost::json::value* find(std::string_view key) const;

  const boost::json::object* object_ = nullptr;
  std::string& complaint_;
};

}  // namespace flex_video::rooms
