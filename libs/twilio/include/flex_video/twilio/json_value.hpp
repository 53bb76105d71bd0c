#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace flex_video::twilio {

class json_object;

/// A value in a JSON text; good as long as the text is. Any thread.
class json_value {
 public:
  static constexpr unsigned deepest = 32;  ///< so many arrays and objects may stand in each other

  /// Nothing unless all of `text` is one value by the grammar of RFC 8259, in UTF-8 (RFC 3629), with no half
  /// of a surrogate pair, and no deeper than `deepest`.
  static std::optional<json_value> parse(std::string_view text);
  template <std::same_as<std::string> Text>
  static void parse(Text&& gone_at_once) = delete;

  bool is_null() const { return text_ == "null"; }
  /// Each of these gives nothing for a value of another type.
  std::optional<bool> boolean() const;
  /// A number that is written without fraction and exponent, and fits.
  std::optional<std::int64_t> integer() const;
  std::optional<std::string> string() const;
  std::optional<std::vector<json_value>> array() const;
  std::optional<json_object> object() const;

  bool is_number() const { return text_.front() == '-' || (text_.front() >= '0' && text_.front() <= '9'); }
  /// The value as it is written.
  std::string_view text() const { return text_; }

 private:
  friend class json_scanner;
  explicit json_value(std::string_view text) : text_(text) {}

  std::string_view text_;  ///< well-formed, without blanks around it
};

struct json_member {
  std::string name;
  json_value value;
};

/// The members of an object, in their order.
class json_object {
 public:
  explicit json_object(std::vector<json_member> members) : members_(std::move(members)) {}

  /// As json_value::parse; nothing for a value that is no object either.
  static std::optional<json_object> parse(std::string_view text);
  template <std::same_as<std::string> Text>
  static void parse(Text&& gone_at_once) = delete;

  /// Null if there is none. Of several with that name the last one counts, as in ECMAScript (ECMA-262
  /// section 25.5.1). Lives as long as this.
  const json_value* find(std::string_view name) const;
  // The member, if it is there and of that type.
  std::optional<bool> boolean(std::string_view name) const;
  std::optional<std::int64_t> integer(std::string_view name) const;
  std::optional<std::string> string(std::string_view name) const;
  std::optional<std::vector<json_value>> array(std::string_view name) const;
  std::optional<json_object> object(std::string_view name) const;

  std::size_t size() const { return members_.size(); }
  auto begin() const { return members_.begin(); }
  auto end() const { return members_.end(); }

 private:
  std::vector<json_member> members_;
};

}  // namespace flex_video::twilio
