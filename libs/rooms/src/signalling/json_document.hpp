#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::rooms {

class json_elements;

/// Where a value is in a document's text.
struct json_node {
  enum class kind : std::uint8_t { null, boolean, number, string, array, object };
  kind kind = kind::null;
  bool escaped = false;     ///< a string with escapes in it
  std::uint32_t begin = 0;  ///< of a string, without the quotes
  std::uint32_t size = 0;
  std::uint32_t next = 1;  ///< the node after this value and all in it
};

/// A value of a json_document: a view, good until the document reads again. Made by itself it is null.
class json_value {
 public:
  json_value() = default;
  json_value(const char* text, const json_node* node) : text_(text), node_(node) {}

  bool is_null() const { return is(json_node::kind::null); }
  bool is_bool() const { return is(json_node::kind::boolean); }
  bool is_string() const { return is(json_node::kind::string); }
  bool is_array() const { return is(json_node::kind::array); }
  bool is_object() const { return is(json_node::kind::object); }

  /// The text as it came, but a string's without its quotes: any escapes are still in it.
  std::string_view raw() const { return {text_ + node_->begin, node_->size}; }
  /// What a string stands for.
  std::string text() const;
  bool is_true() const { return is_bool() && node_->size == 4; }
  /// A whole number, written without fraction and exponent, that fits.
  std::optional<std::int64_t> integer() const;
  /// Of an object, nothing if it has none of that name; of several the last.
  std::optional<json_value> member(std::string_view name) const;
  /// Of an array.
  json_elements elements() const;

 private:
  friend class json_elements;
  bool is(enum json_node::kind kind) const { return node_->kind == kind; }
  bool spells(std::string_view name) const;

  static constexpr json_node null_node{};
  const char* text_ = nullptr;
  const json_node* node_ = &null_node;
};

/// The elements of an array, in order.
class json_elements {
 public:
  class iterator {
   public:
    using difference_type = std::ptrdiff_t;
    using value_type = json_value;
    iterator() = default;
    iterator(const char* text, const json_node* node) : text_(text), node_(node) {}
    json_value operator*() const { return {text_, node_}; }
    iterator& operator++() {
      node_ += node_->next;
      return *this;
    }
    iterator operator++(int) {
      const auto before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const iterator&, const iterator&) = default;

   private:
    const char* text_ = nullptr;
    const json_node* node_ = nullptr;
  };

  json_elements() : json_elements(json_value{}) {}
  explicit json_elements(json_value array) : array_(array) {}

  iterator begin() const { return {array_.text_, array_.node_ + 1}; }
  iterator end() const { return {array_.text_, array_.node_ + array_.node_->next}; }
  std::size_t size() const { return static_cast<std::size_t>(std::distance(begin(), end())); }

 private:
  json_value array_;
};

inline json_elements json_value::elements() const { return json_elements{*this}; }

/// What a JSON string stands for; `raw` is what is between its quotes, and valid.
std::string unescape_json(std::string_view raw);

/// A JSON text, checked as a whole (RFC 8259, in valid UTF-8, no more than 32 levels deep) without a copy of
/// anything in it: a message is read so that what is only passed on never leaves its spelling. It may be used
/// for one text after the other, which is cheaper than one for each.
class json_document {
 public:
  /// Nothing if it is no JSON. `text` must live as long as the values are used.
  std::optional<json_value> read(std::string_view text);

 private:
  std::vector<json_node> nodes_;
};

}  // namespace flex_video::rooms
