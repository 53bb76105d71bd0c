#include "flex_video/twilio/json_value.hpp"

#include <algorithm>
#include <charconv>
#include <ranges>

namespace flex_video::twilio {
namespace {

constexpr char32_t first_high_surrogate = 0xD800;
constexpr char32_t first_low_surrogate = 0xDC00;
constexpr char32_t behind_surrogates = 0xE000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<char32_t> hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const auto lower = static_cast<char>(c | 0x20);
  if (lower < 'a' || lower > 'f') return std::nullopt;
  return lower - 'a' + 10;
}

/// What a backslash and `c` stand for; NUL if nothing.
char escaped(char c) {
  constexpr std::string_view letters = "\"\\/bfnrt";
  constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  const auto at = letters.find(c);
  return at == std::string_view::npos ? '\0' : meanings[at];
}

void append_utf8(std::string& out, char32_t point) {
  const auto continuation = [&](int shift) { out += static_cast<char>(0x80 | (point >> shift & 0x3F)); };
  if (point < 0x80) {
    out += static_cast<char>(point);
    return;
  }
  if (point < 0x800) {
    out += static_cast<char>(0xC0 | point >> 6);
  } else {
    if (point < 0x10000) {
      out += static_cast<char>(0xE0 | point >> 12);
    } else {
      out += static_cast<char>(0xF0 | point >> 18);
      continuation(12);
    }
    continuation(6);
  }
  continuation(0);
}

}  // namespace

/// Goes over a text from its front. Each function takes what it is named after, or gives false, after which
/// the scanner is of no more use.
class json_scanner {
 public:
  explicit json_scanner(std::string_view text) : rest_(text) {}

  /// The whole of the text as one value.
  std::optional<json_value> document() {
    blanks();
    const auto begin = rest_;
    if (!value(json_value::deepest)) return std::nullopt;
    const auto taken = taken_since(begin);
    blanks();
    if (!rest_.empty()) return std::nullopt;
    return json_value{taken};
  }

  /// An array or an object, whose members go to `members` if that is not null; an array's have no names.
  bool container(unsigned depth, std::vector<json_member>* members) {
    if (depth == 0) return false;
    const bool named = rest_.front() == '{';
    const char close = named ? '}' : ']';
    rest_.remove_prefix(1);
    blanks();
    if (take(close)) return true;
    do {
      blanks();
      std::string name;
      if (named && !(string(members ? &name : nullptr) && colon())) return false;
      const auto begin = rest_;
      if (!value(depth - 1)) return false;
      if (members) members->push_back({.name = std::move(name), .value = json_value{taken_since(begin)}});
      blanks();
    } while (take(','));
    return take(close);
  }

  /// What it stands for goes to `out` if that is not null.
  bool string(std::string* out) {
    if (!take('"')) return false;
    while (!rest_.empty()) {
      const auto begin = rest_;
      while (!rest_.empty() && !std::string_view{"\"\\"}.contains(rest_.front())) {
        if (!character()) return false;
      }
      if (out) out->append(taken_since(begin));
      if (take('"')) return true;
      if (take('\\') && !escape(out)) return false;
    }
    return false;
  }

 private:
  std::string_view taken_since(std::string_view begin) const {
    return begin.substr(0, begin.size() - rest_.size());
  }

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\n\r"), rest_.size())); }

  bool colon() {
    blanks();
    const bool taken = take(':');
    blanks();
    return taken;
  }

  bool word(std::string_view wanted) {
    if (!rest_.starts_with(wanted)) return false;
    rest_.remove_prefix(wanted.size());
    return true;
  }

  bool value(unsigned depth) {
    if (rest_.empty()) return false;
    switch (rest_.front()) {
      case '{':
      case '[':
        return container(depth, nullptr);
      case '"':
        return string(nullptr);
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      default:
        return number();
    }
  }

  bool digits() {
    const auto begin = rest_;
    while (!rest_.empty() && is_digit(rest_.front())) rest_.remove_prefix(1);
    return !taken_since(begin).empty();
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (!take('e') && !take('E')) return true;
    if (!take('+')) take('-');
    return digits();
  }

  /// One of UTF-8: by the table of RFC 3629 section 4 only the second byte has bounds of its own.
  bool character() {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(rest_[at]); };
    const auto first = byte(0);
    if (first < 0x20 || (first >= 0x80 && first < 0xC2) || first > 0xF4) return false;
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (rest_.size() < size) return false;
    if (size > 1) {
      const auto least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
      const auto most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
      if (byte(1) < least || byte(1) > most) return false;
    }
    for (std::size_t at = 2; at < size; ++at)
      if ((byte(at) & 0xC0) != 0x80) return false;
    rest_.remove_prefix(size);
    return true;
  }

  /// What follows a backslash.
  bool escape(std::string* out) {
    if (rest_.empty()) return false;
    if (!take('u')) {
      const char meant = escaped(rest_.front());
      rest_.remove_prefix(1);
      if (out) *out += meant;
      return meant != '\0';
    }
    auto point = code_unit();
    if (!point) return false;
    if (*point >= first_high_surrogate && *point < first_low_surrogate) {
      if (!word("\\u")) return false;
      const auto low = code_unit();
      if (!low || *low < first_low_surrogate || *low >= behind_surrogates) return false;
      point = 0x10000 + ((*point - first_high_surrogate) << 10) + (*low - first_low_surrogate);
    } else if (*point >= first_low_surrogate && *point < behind_surrogates) {
      return false;
    }
    if (out) append_utf8(*out, *point);
    return true;
  }

  std::optional<char32_t> code_unit() {
    char32_t unit = 0;
    for (int digits = 0; digits < 4; ++digits) {
      const auto digit = rest_.empty() ? std::nullopt : hex_digit(rest_.front());
      if (!digit) return std::nullopt;
      unit = unit << 4 | *digit;
      rest_.remove_prefix(1);
    }
    return unit;
  }

  std::string_view rest_;
};

std::optional<json_value> json_value::parse(std::string_view text) { return json_scanner{text}.document(); }

std::optional<bool> json_value::boolean() const {
  if (text_ == "true") return true;
  if (text_ == "false") return false;
  return std::nullopt;
}

std::optional<std::int64_t> json_value::integer() const {
  std::int64_t number = 0;
  const auto [end, failed] = std::from_chars(text_.data(), text_.data() + text_.size(), number);
  if (failed != std::errc{} || end != text_.data() + text_.size()) return std::nullopt;
  return number;
}

std::optional<std::string> json_value::string() const {
  if (text_.front() != '"') return std::nullopt;
  std::string out;
  json_scanner{text_}.string(&out);
  return out;
}

std::optional<std::vector<json_value>> json_value::array() const {
  if (text_.front() != '[') return std::nullopt;
  std::vector<json_member> members;
  json_scanner{text_}.container(deepest, &members);
  std::vector<json_value> items;
  for (const auto& member : members) items.push_back(member.value);
  return items;
}

std::optional<json_object> json_value::object() const {
  if (text_.front() != '{') return std::nullopt;
  std::vector<json_member> members;
  json_scanner{text_}.container(deepest, &members);
  return json_object{std::move(members)};
}

std::optional<json_object> json_object::parse(std::string_view text) {
  const auto value = json_value::parse(text);
  return value ? value->object() : std::nullopt;
}

const json_value* json_object::find(std::string_view name) const {
  const auto backwards = std::views::reverse(members_);
  const auto found = std::ranges::find(backwards, name, &json_member::name);
  return found == backwards.end() ? nullptr : &found->value;
}

std::optional<bool> json_object::boolean(std::string_view name) const {
  const auto* value = find(name);
  return value ? value->boolean() : std::nullopt;
}

std::optional<std::int64_t> json_object::integer(std::string_view name) const {
  const auto* value = find(name);
  return value ? value->integer() : std::nullopt;
}

std::optional<std::string> json_object::string(std::string_view name) const {
  const auto* value = find(name);
  return value ? value->string() : std::nullopt;
}

std::optional<std::vector<json_value>> json_object::array(std::string_view name) const {
  const auto* value = find(name);
  return value ? value->array() : std::nullopt;
}

std::optional<json_object> json_object::object(std::string_view name) const {
  const auto* value = find(name);
  return value ? value->object() : std::nullopt;
}

}  // namespace flex_video::twilio
