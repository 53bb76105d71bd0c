#include "signalling/json_document.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <limits>
#include <memory>

namespace flex_video::rooms {
namespace {

constexpr unsigned most_levels = 32;
constexpr std::size_t most_nodes_kept = 4'096;

constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_surrogate(std::uint32_t unit) { return unit >= 0xD800 && unit <= 0xDFFF; }
constexpr bool is_leading(std::uint32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
constexpr bool is_trailing(std::uint32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

/// The value of four hexadecimal digits, nothing if they are none.
std::optional<std::uint32_t> code_unit(std::string_view digits) {
  std::uint32_t unit = 0;
  const auto* const end = digits.end();
  const auto [stopped, failed] = std::from_chars(digits.begin(), end, unit, 16);
  if (digits.size() != 4 || stopped != end || failed != std::errc{}) return std::nullopt;
  return unit;
}

/// How many bytes at the beginning of `text` need no look: printable ASCII that is neither quote nor
/// backslash. Eight at a time, as words: a byte's highest bit is set where it is to be looked at, and perhaps
/// in bytes after that.
std::size_t plain_bytes(std::string_view text) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t highest = 0x80 * ones;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if constexpr (std::endian::native == std::endian::big) word = std::byteswap(word);
    const auto quote = word ^ ('"' * ones);
    const auto backslash = word ^ ('\\' * ones);
    const auto found = ((word - 0x20 * ones) | (quote - ones) | (backslash - ones) | word) & highest;
    if (found) return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
  }
  return at;
}

/// The size of the UTF-8 sequence at the beginning of `text`, 0 if it is none (RFC 3629 section 4).
std::size_t utf8_sequence(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const auto lead = byte(0);
  const std::size_t size = lead < 0x80                    ? 1
                           : lead >= 0xC2 && lead <= 0xDF ? 2
                           : lead >= 0xE0 && lead <= 0xEF ? 3
                           : lead >= 0xF0 && lead <= 0xF4 ? 4
                                                          : 0;
  if (size == 0 || text.size() < size) return 0;
  for (std::size_t at = 1; at < size; ++at) {
    if ((byte(at) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool outside = (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF4 && byte(1) > 0x8F);
  return overlong || outside ? 0 : size;
}

/// Goes through a text once.
class json_scanner {
 public:
  json_scanner(std::string_view text, std::vector<json_node>& nodes) : text_(text), nodes_(nodes) {}

  bool scan() {
    if (!value(0)) return false;
    skip_space();
    return at_ == text_.size();
  }

 private:
  bool value(unsigned level) {
    skip_space();
    switch (peek()) {
      case '{':
        return level < most_levels && object(level + 1);
      case '[':
        return level < most_levels && array(level + 1);
      case '"':
        return string();
      case 't':
        return word("true", json_node::kind::boolean);
      case 'f':
        return word("false", json_node::kind::boolean);
      case 'n':
        return word("null", json_node::kind::null);
      default:
        return number();
    }
  }

  bool object(unsigned level) {
    const auto node = begin(json_node::kind::object);
    ++at_;
    skip_space();
    if (take('}')) return end(node);
    do {
      skip_space();
      if (!string()) return false;
      skip_space();
      if (!take(':') || !value(level)) return false;
      skip_space();
    } while (take(','));
    return take('}') && end(node);
  }

  bool array(unsigned level) {
    const auto node = begin(json_node::kind::array);
    ++at_;
    skip_space();
    if (take(']')) return end(node);
    do {
      if (!value(level)) return false;
      skip_space();
    } while (take(','));
    return take(']') && end(node);
  }

  bool string() {
    if (!take('"')) return false;
    const auto node = begin(json_node::kind::string);
    for (;;) {
      at_ += plain_bytes(text_.substr(at_));
      if (at_ == text_.size()) return false;
      const char c = text_[at_];
      if (c == '"') break;
      if (c == '\\') {
        nodes_[node].escaped = true;
        if (!escape()) return false;
      } else {
        const auto size = utf8_sequence(text_.substr(at_));
        if (size == 0 || static_cast<unsigned char>(c) < 0x20) return false;
        at_ += size;
      }
    }
    return end(node) && take('"');
  }

  bool escape() {
    if (at_ + 1 == text_.size()) return false;
    const char c = text_[at_ + 1];
    if (c == 'u') return unicode_escape();
    at_ += 2;
    return std::string_view{"\"\\/bfnrt"}.contains(c);
  }

  /// One code point, which takes two escapes if it is a pair of surrogates.
  bool unicode_escape() {
    const auto first = code_unit(text_.substr(std::min(at_ + 2, text_.size()), 4));
    if (!first || is_trailing(*first)) return false;
    at_ += 6;
    if (!is_leading(*first)) return true;
    if (text_.substr(at_, 2) != "\\u") return false;
    const auto second = code_unit(text_.substr(at_ + 2, 4));
    at_ += 6;
    return second && is_trailing(*second);
  }

  bool number() {
    const auto node = begin(json_node::kind::number);
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!digits()) return false;
    }
    return end(node);
  }

  bool digits() {
    const auto first = at_;
    while (is_digit(peek())) ++at_;
    return at_ > first;
  }

  bool word(std::string_view expected, enum json_node::kind kind) {
    if (!text_.substr(at_).starts_with(expected)) return false;
    const auto node = begin(kind);
    at_ += expected.size();
    return end(node);
  }

  std::size_t begin(enum json_node::kind kind) {
    nodes_.push_back({.kind = kind, .begin = static_cast<std::uint32_t>(at_)});
    return nodes_.size() - 1;
  }

  bool end(std::size_t node) {
    nodes_[node].size = static_cast<std::uint32_t>(at_ - nodes_[node].begin);
    nodes_[node].next = static_cast<std::uint32_t>(nodes_.size() - node);
    return true;
  }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool take(char expected) {
    if (at_ == text_.size() || text_[at_] != expected) return false;
    ++at_;
    return true;
  }

  std::string_view text_;
  std::vector<json_node>& nodes_;
  std::size_t at_ = 0;
};

void append_utf8(std::string& to, std::uint32_t point) {
  const auto tail = [&](unsigned shift) {
    to.push_back(static_cast<char>(0x80 | ((point >> shift) & 0x3F)));
  };
  if (point < 0x80) {
    to.push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    to.push_back(static_cast<char>(0xC0 | (point >> 6)));
    tail(0);
  } else if (point < 0x10000) {
    to.push_back(static_cast<char>(0xE0 | (point >> 12)));
    tail(6);
    tail(0);
  } else {
    to.push_back(static_cast<char>(0xF0 | (point >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

/// Appends what the escape at the beginning of `raw` stands for, and cuts it off.
void take_escape(std::string& to, std::string_view& raw) {
  constexpr std::string_view letters = "bfnrt";
  constexpr std::string_view controls = "\b\f\n\r\t";
  const char c = raw[1];
  if (c != 'u') {
    const auto letter = letters.find(c);
    to.push_back(letter == std::string_view::npos ? c : controls[letter]);
    return raw.remove_prefix(2);
  }
  auto point = *code_unit(raw.substr(2, 4));
  raw.remove_prefix(6);
  if (is_surrogate(point)) {
    point = 0x10000 + ((point - 0xD800) << 10) + (*code_unit(raw.substr(2, 4)) - 0xDC00);
    raw.remove_prefix(6);
  }
  append_utf8(to, point);
}

}  // namespace

std::string unescape_json(std::string_view raw) {
  std::string text;
  text.reserve(raw.size());
  while (!raw.empty()) {
    const auto plain = std::min(raw.find('\\'), raw.size());
    text.append(raw.substr(0, plain));
    raw.remove_prefix(plain);
    if (!raw.empty()) take_escape(text, raw);
  }
  return text;
}

std::string json_value::text() const { return node_->escaped ? unescape_json(raw()) : std::string{raw()}; }

std::optional<std::int64_t> json_value::integer() const {
  if (!is(json_node::kind::number)) return std::nullopt;
  std::int64_t number = 0;
  const auto digits = raw();
  const auto* const end = digits.end();
  const auto [stopped, failed] = std::from_chars(digits.begin(), end, number);
  return stopped == end && failed == std::errc{} ? std::optional{number} : std::nullopt;
}

bool json_value::spells(std::string_view name) const {
  return node_->escaped ? unescape_json(raw()) == name : raw() == name;
}

std::optional<json_value> json_value::member(std::string_view name) const {
  std::optional<json_value> found;
  json_value at = *this;
  const auto* const end = node_ + node_->next;
  for (++at.node_; at.node_ < end; at.node_ += at.node_->next) {
    const bool named = at.spells(name);
    ++at.node_;
    if (named) found = at;
  }
  return found;
}

std::optional<json_value> json_document::read(std::string_view text) {
  if (nodes_.capacity() > most_nodes_kept) nodes_ = {};
  nodes_.clear();
  if (text.size() > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  if (!json_scanner{text, nodes_}.scan()) return std::nullopt;
  return json_value{std::to_address(text.begin()), nodes_.data()};
}

}  // namespace flex_video::rooms
