#include "sync/query_filter.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

namespace flex_video::sandbox {

namespace json = boost::json;

/// Either a comparison (no parts), or `all`/`any` of its parts.
struct query_filter::node {
  enum class join { none, all, any } joined = join::none;
  std::vector<std::shared_ptr<const node>> parts;
  std::vector<std::string> path;
  std::string operation;
  json::value operand;
};

namespace {

using node = query_filter::node;
using node_ptr = std::shared_ptr<const node>;

std::string lower(std::string_view text) {
  std::string out{text};
  std::ranges::transform(out, out.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// Recursive descent; every function leaves the rest in text_ and returns nothing when the text is not what
/// it expects.
class parser {
 public:
  explicit parser(std::string_view text) : text_(text) {}

  node_ptr whole() {
    auto root = any_of();
    skip_space();
    return text_.empty() ? root : nullptr;
  }

 private:
  void skip_space() {
    while (!text_.empty() && std::isspace(static_cast<unsigned char>(text_.front()))) text_.remove_prefix(1);
  }

  bool take(std::string_view sign) {
    skip_space();
    if (!text_.starts_with(sign)) return false;
    text_.remove_prefix(sign.size());
    return true;
  }

  static bool in_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.';
  }

  std::string_view peek_word() {
    skip_space();
    const auto end = std::ranges::find_if_not(text_, in_word);
    return text_.substr(0, static_cast<std::size_t>(end - text_.begin()));
  }

  bool take_word(std::string_view wanted) {
    const auto word = peek_word();
    if (lower(word) != wanted) return false;
    text_.remove_prefix(word.size());
    return true;
  }

  node_ptr any_of() {
    return joined(
        node::join::any, [this] { return all_of(); }, [this] { return take("||") || take_word("or"); });
  }

  node_ptr all_of() {
    return joined(
        node::join::all, [this] { return term(); }, [this] { return take("&&") || take_word("and"); });
  }

  template <class Part, class Separator>
  node_ptr joined(node::join kind, Part part, Separator separator) {
    auto made = std::make_shared<node>();
    made->joined = kind;
    do {
      auto one = part();
      if (!one) return nullptr;
      made->parts.push_back(std::move(one));
    } while (separator());
    return made->parts.size() == 1 ? made->parts.front() : made;
  }

  node_ptr term() {
    if (!take("(")) return comparison();
    if (++depth_ > query_filter::deepest) return nullptr;
    auto inner = any_of();
    --depth_;
    return inner && take(")") ? inner : nullptr;
  }

  node_ptr comparison() {
    auto made = std::make_shared<node>();
    std::string_view field = peek_word();
    text_.remove_prefix(field.size());
    while (!field.empty()) {
      const auto dot = field.find('.');
      made->path.emplace_back(field.substr(0, dot));
      field = dot == std::string_view::npos ? std::string_view{} : field.substr(dot + 1);
    }
    // "data" is the row itself
    if (made->path.size() < 2 || made->path.front() != "data") return nullptr;
    made->path.erase(made->path.begin());
    auto operation = take_operation();
    auto operand = take_operand();
    if (!operation || !operand) return nullptr;
    const bool wants_list = *operation == "in" || *operation == "not_in";
    if (wants_list != operand->is_array()) return nullptr;
    made->operation = std::move(*operation);
    made->operand = std::move(*operand);
    return made;
  }

  std::optional<std::string> take_operation() {
    for (const std::string_view sign : {"==", "!=", "<=", ">=", "<", ">"})
      if (take(sign)) return std::string{sign};
    for (const std::string_view word : {"contains", "in", "not_in"})
      if (take_word(word)) return std::string{word};
    if (take_word("eq")) return "==";
    if (take_word("not_eq")) return "!=";
    return std::nullopt;
  }

  /// A JSON text, number, true, false, null, or list of them.
  std::optional<json::value> take_operand() {
    skip_space();
    bool quoted = false;
    std::size_t end = 0;
    if (text_.empty()) return std::nullopt;
    if (const char first = text_.front(); first == '"' || first == '[') {
      for (end = 0; end < text_.size(); ++end) {
        const char c = text_[end];
        if (quoted && c == '\\')
          ++end;
        else if (c == '"')
          quoted = !quoted;
        if (!quoted && (c == ']' || (c == '"' && first == '"'))) break;
      }
      if (end >= text_.size()) return std::nullopt;
      ++end;
    } else {
      end = peek_word().size();
    }
    boost::system::error_code failed;
    auto value = json::parse(text_.substr(0, end), failed);
    if (failed || value.is_object()) return std::nullopt;
    text_.remove_prefix(end);
    return value;
  }

  std::string_view text_;
  int depth_ = 0;
};

const json::value* field_of(const json::value& row, const std::vector<std::string>& path) {
  const json::value* at = &row;
  for (const auto& name : path) {
    const auto* object = at->if_object();
    at = object ? object->if_contains(name) : nullptr;
    if (!at) return nullptr;
  }
  return at;
}

/// Negative, zero or positive; nothing if the two are of different kinds.
std::optional<int> compare(const json::value& a, const json::value& b) {
  if (a.is_number() && b.is_number()) {
    const auto left = a.to_number<double>(), right = b.to_number<double>();
    return left < right ? -1 : left > right ? 1 : 0;
  }
  if (a.is_string() && b.is_string()) return a.as_string().compare(b.as_string());
  if (a == b) return 0;
  return std::nullopt;
}

bool contains(const json::value& field, const json::value& wanted) {
  if (const auto* list = field.if_array()) return std::ranges::find(*list, wanted) != list->end();
  if (!field.is_string() || !wanted.is_string()) return false;
  return lower(field.as_string()).find(lower(wanted.as_string())) != std::string::npos;
}

bool holds(const node& one, const json::value& row) {
  static const json::value absent;
  const auto* found = field_of(row, one.path);
  const auto& field = found ? *found : absent;
  if (one.operation == "contains") return contains(field, one.operand);
  if (one.operation == "in") return contains(one.operand, field);
  if (one.operation == "not_in") return !contains(one.operand, field);
  const auto order = compare(field, one.operand);
  if (one.operation == "==") return order == 0;
  if (one.operation == "!=") return order != 0;
  if (!order) return false;
  if (one.operation == "<") return *order < 0;
  if (one.operation == "<=") return *order <= 0;
  if (one.operation == ">") return *order > 0;
  return *order >= 0;
}

bool matches_node(const node& one, const json::value& row) {
  const auto part_matches = [&](const node_ptr& part) { return matches_node(*part, row); };
  if (one.joined == node::join::all) return std::ranges::all_of(one.parts, part_matches);
  if (one.joined == node::join::any) return std::ranges::any_of(one.parts, part_matches);
  return holds(one, row);
}

}  // namespace

base::result<query_filter> query_filter::parse(std::string_view expression) {
  query_filter filter;
  if (std::ranges::all_of(expression, [](unsigned char c) { return std::isspace(c); })) return filter;
  if (expression.size() > longest) return base::fail(errc::malformed_query);
  filter.root_ = parser{expression}.whole();
  if (!filter.root_) return base::fail(errc::malformed_query, std::string{expression});
  return filter;
}

bool query_filter::matches(const json::value& row) const { return !root_ || matches_node(*root_, row); }

}  // namespace flex_video::sandbox
