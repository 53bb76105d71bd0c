#include "rest_json.hpp"

#include "flex_video/base/error_category.hpp"
#include "flex_video/twilio/iso_time.hpp"
#include "flex_video/twilio/json_text.hpp"

#include <algorithm>
#include <limits>

namespace flex_video::twilio {
namespace {

constexpr char category_name[] = "twilio.rest";
constexpr std::size_t longest_query = 2048;

const char* describe(int) { return "the answer is not one of Twilio's"; }

/// RFC 3986 section 3.4, without the quotes that some let through
bool fits_a_query(std::string_view text) {
  return text.size() <= longest_query && std::ranges::all_of(text, [](char c) {
           return c > ' ' && c < '\x7f' && !std::string_view{"#\"<>\\^`{|}"}.contains(c);
         });
}

}  // namespace

std::error_code make_error_code(rest_errc code) {
  return {static_cast<int>(code), base::error_category<category_name, describe>::instance()};
}

malformed_answer malformed(std::string_view field) {
  return base::fail(rest_errc::malformed, std::string{field});
}

std::optional<base::time_point> time_in(const json_object& in, std::string_view name) {
  const auto text = in.string(name);
  return text ? parse_iso_time(*text) : std::nullopt;
}

std::optional<std::string> next_page_of(const json_object& list) {
  const auto meta = list.object("meta");
  const auto* url = meta ? meta->find("next_page_url") : nullptr;
  if (!url || url->is_null()) return std::string{};
  const auto text = url->string();
  if (!text) return std::nullopt;
  const std::string_view whole{*text};
  const auto question = whole.find('?');
  if (question == std::string_view::npos) return std::nullopt;
  const auto query = whole.substr(question + 1);
  if (query.empty() || !fits_a_query(query)) return std::nullopt;
  return std::string{query};
}

std::optional<rest_error> parse_rest_error(std::string_view json) {
  const auto body = json_object::parse(json);
  const auto code = body ? body->integer("code") : std::nullopt;
  if (!code || *code < 0 || *code > std::numeric_limits<int>::max()) return std::nullopt;
  const auto status = body->integer("status").value_or(0);
  return rest_error{.code = static_cast<int>(*code),
                    .message = body->string("message").value_or(""),
                    .status = status >= 100 && status <= 599 ? static_cast<int>(status) : 0};
}

std::string write_rest_error(const rest_error& error) {
  const auto code = std::to_string(error.code);
  auto json = R"({"code":)" + code + R"(,"message":)";
  append_json_string(json, error.message);
  return json + R"(,"more_info":"https://www.twilio.com/docs/errors/)" + code + R"(","status":)" +
         std::to_string(error.status) + '}';
}

}  // namespace flex_video::twilio
