#include "json_members.hpp"

#include "flex_video/wire/codec.hpp"
#include "flex_video/wire/errc.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <cstdint>

namespace flex_video::wire {
namespace {

using boost::json::error_code;
using boost::json::string_view;

/// Receives what Boost.JSON's parser finds; keeps the members of the outermost object and skips what is
/// nested in them.
class member_collector {
 public:
  static constexpr std::size_t max_object_size = 64;
  static constexpr std::size_t max_array_size = largest_body;
  static constexpr std::size_t max_key_size = 256;
  static constexpr std::size_t max_string_size = largest_body;

  std::vector<json_member> members;
  bool is_object = false;

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) {
    if (depth_ == 0) is_object = true;
    return enter();
  }
  bool on_object_end(std::size_t, error_code&) { return leave(); }
  bool on_array_begin(error_code&) { return enter(); }
  bool on_array_end(std::size_t, error_code&) { return leave(); }

  bool on_key_part(string_view part, std::size_t, error_code&) { return gather(part); }
  bool on_key(string_view part, std::size_t, error_code&) {
    gather(part);
    if (in_members()) members.push_back({.name = text_});
    text_.clear();
    return true;
  }
  bool on_string_part(string_view part, std::size_t, error_code&) { return gather(part); }
  bool on_string(string_view part, std::size_t, error_code&) {
    gather(part);
    if (in_members()) members.back().text = text_;
    text_.clear();
    return true;
  }

  bool on_number_part(string_view, error_code&) { return true; }
  bool on_int64(std::int64_t number, string_view, error_code&) {
    return number < 0 || keep(static_cast<std::uint64_t>(number));
  }
  bool on_uint64(std::uint64_t number, string_view, error_code&) { return keep(number); }
  bool on_double(double, string_view, error_code&) { return true; }
  bool on_bool(bool flag, error_code&) {
    if (in_members()) members.back().flag = flag;
    return true;
  }
  bool on_null(error_code&) { return true; }
  bool on_comment_part(string_view, error_code&) { return true; }
  bool on_comment(string_view, error_code&) { return true; }

 private:
  bool in_members() const { return is_object && depth_ == 1; }
  bool enter() {
    ++depth_;
    return true;
  }
  bool leave() {
    --depth_;
    return true;
  }
  bool keep(std::uint64_t number) {
    if (in_members()) members.back().number = number;
    return true;
  }
  bool gather(string_view part) {
    text_.append(part.data(), part.size());
    return true;
  }

  std::size_t depth_ = 0;
  std::string text_;
};

/// The first name that another member has as well; null if there is none.
const std::string* find_repeated(const std::vector<json_member>& members) {
  for (auto at = members.begin(); at != members.end(); ++at) {
    if (std::ranges::find(members.begin(), at, at->name, &json_member::name) != at) return &at->name;
  }
  return nullptr;
}

}  // namespace

base::result<std::vector<json_member>> read_members(std::string_view body) {
  if (body.size() > largest_body) return base::fail(errc::body_too_large);
  boost::json::parse_options options;
  options.max_depth = deepest_body;
  boost::json::basic_parser<member_collector> parser{options};
  error_code failed;
  const auto read = parser.write_some(false, body.data(), body.size(), failed);
  auto& found = parser.handler();
  if (failed || read != body.size() || !found.is_object) return base::fail(errc::malformed_json);
  if (const auto* name = find_repeated(found.members)) return base::fail(errc::invalid_field, *name);
  return std::move(found.members);
}

}  // namespace flex_video::wire
