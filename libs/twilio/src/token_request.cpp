#include "flex_video/twilio/token_request.hpp"

#include "flex_video/base/error_category.hpp"
#include "flex_video/twilio/json_value.hpp"

namespace flex_video::twilio {
namespace {

constexpr char category_name[] = "twilio.token_request";

const char* describe(int) { return "not a token request"; }

using refusal = std::unexpected<base::error>;

refusal malformed(std::string detail) { return base::fail(token_request_errc::malformed, std::move(detail)); }

/// Seconds from `least` up to `most`; the default where the field is absent.
base::result<std::int64_t> seconds(const json_object& in, std::string_view name, std::int64_t absent,
                                   std::int64_t least, std::int64_t most) {
  const auto* value = in.find(name);
  if (!value) return absent;
  const auto number = value->integer();
  if (!number || *number < least || *number > most)
    return malformed(std::string{name} + " is not a number of seconds");
  return *number;
}

base::result<std::string> text(const json_object& in, std::string_view name) {
  const auto* value = in.find(name);
  if (!value) return std::string{};
  if (auto found = value->string()) return *std::move(found);
  return malformed(std::string{name} + " is not a string");
}

bool is_known(std::string_view name) {
  return name == "identity" || name == "room" || name == "ttl" || name == "issuedAt" || name == "notBefore";
}

}  // namespace

std::error_code make_error_code(token_request_errc code) {
  return {static_cast<int>(code), base::error_category<category_name, describe>::instance()};
}

base::result<access_token> parse_token_request(std::string_view json, base::time_point now) {
  constexpr std::int64_t latest = 1LL << 40;
  constexpr std::int64_t day = std::chrono::seconds{access_token_issuer::longest_life}.count();
  const auto in = json_object::parse(json);
  if (!in) return malformed("not a JSON object");
  for (const auto& field : *in) {
    if (!is_known(field.name)) return malformed("unknown field " + field.name);
  }
  auto identity = text(*in, "identity");
  auto room = text(*in, "room");
  const auto ttl = seconds(*in, "ttl", 3600, 1, day);
  const auto issued = seconds(*in, "issuedAt", base::unix_seconds(now), 0, latest);
  const auto not_before = seconds(*in, "notBefore", -1, 0, latest);
  if (!identity || !room) return refusal{(identity ? room : identity).error()};
  for (const auto* number : {&ttl, &issued, &not_before}) {
    if (!*number) return refusal{number->error()};
  }
  if (identity->empty()) return malformed("no identity");

  const base::time_point issued_at{std::chrono::seconds{*issued}};
  access_token token{.identity = std::move(*identity),
                     .room = {},
                     .issued_at = issued_at,
                     .expires_at = issued_at + std::chrono::seconds{*ttl},
                     .not_before = {}};
  if (!room->empty()) token.room = std::move(*room);
  if (*not_before >= 0) token.not_before = base::time_point{std::chrono::seconds{*not_before}};
  return token;
}

}  // namespace flex_video::twilio
