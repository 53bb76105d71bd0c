#include "flex_video/twilio/access_token.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/twilio/json_text.hpp"
#include "flex_video/twilio/json_value.hpp"

namespace flex_video::twilio {
namespace {

constexpr std::size_t longest_token = 8 * 1024;
constexpr std::string_view content_type = "twilio-fpa;v=1";
// base64url of {"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"}, then the dot
constexpr std::string_view encoded_header =
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImN0eSI6InR3aWxpby1mcGE7dj0xIn0.";

base::time_point from_unix_seconds(std::int64_t seconds) {
  return base::time_point{std::chrono::seconds{seconds}};
}

std::optional<std::int64_t> seconds_in(const json_object& in, std::string_view name) {
  // Beyond this the conversion to milliseconds would overflow; no honest clock is there.
  constexpr std::int64_t last = 1LL << 42;
  const auto number = in.integer(name);
  if (!number || *number < 0 || *number > last) return std::nullopt;
  return *number;
}

struct token_parts {
  std::string_view signed_text;  ///< header, dot, payload
  std::string_view header, payload, signature;
};

std::optional<token_parts> split(std::string_view token) {
  const auto first = token.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const auto second = token.find('.', first + 1);
  if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos)
    return std::nullopt;
  return token_parts{token.substr(0, second), token.substr(0, first),
                     token.substr(first + 1, second - first - 1), token.substr(second + 1)};
}

/// The payload of a token whose signature is right: its times and grants.
base::result<access_token> read_claims(const json_object& payload, base::time_point now) {
  const auto expires = seconds_in(payload, "exp");
  const auto issued = seconds_in(payload, "iat");
  if (!expires || base::unix_seconds(now) >= *expires) return base::fail(token_errc::expired);
  constexpr auto longest = std::chrono::seconds{access_token_issuer::longest_life}.count();
  if (issued && *expires - *issued > longest)
    return base::fail(token_errc::expired, "lives longer than a day");

  access_token token{.identity = {},
                     .room = {},
                     .issued_at = from_unix_seconds(issued.value_or(0)),
                     .expires_at = from_unix_seconds(*expires),
                     .not_before = {}};
  if (payload.find("nbf")) {
    const auto not_before = seconds_in(payload, "nbf");
    if (!not_before || *not_before > base::unix_seconds(now)) return base::fail(token_errc::not_yet_valid);
    token.not_before = from_unix_seconds(*not_before);
  }
  const auto grants = payload.object("grants");
  const auto identity = grants ? grants->string("identity") : std::nullopt;
  const auto video = grants ? grants->object("video") : std::nullopt;
  if (!identity || identity->empty() || !video) return base::fail(token_errc::no_video_grant);
  token.identity = *identity;
  if (const auto* claim = video->find("room")) {
    const auto room = claim->string();
    if (!room) return base::fail(token_errc::no_video_grant, "room is not a string");
    if (!room->empty()) token.room = *room;
  }
  if (const auto* claim = video->find("publish")) {
    const auto publish = claim->boolean();
    if (!publish) return base::fail(token_errc::no_video_grant, "publish is not a boolean");
    token.may_publish = *publish;
  }
  return token;
}

}  // namespace

access_token_issuer::access_token_issuer(const credentials& credentials)
    : head_(R"({"jti":")" + credentials.api_key.str() + '-'),
      tail_(R"(,"iss":")" + credentials.api_key.str() + R"(","sub":")" + credentials.account.str() + "\"}"),
      mac_(credentials.api_secret) {}

std::string access_token_issuer::issue(const access_token& token) {
  std::string payload;
  payload.reserve(256 + token.identity.size() + (token.room ? token.room->size() : 0));
  const auto issued = base::unix_seconds(token.issued_at);
  // The order of the claims is npm twilio's.
  payload += head_;
  payload += std::to_string(issued);
  payload += R"(","grants":{"identity":)";
  append_json_string(payload, token.identity);
  payload += R"(,"video":{)";
  if (token.room && !token.room->empty()) {
    payload += R"("room":)";
    append_json_string(payload, *token.room);
  }
  if (!token.may_publish) payload += payload.ends_with('{') ? R"("publish":false)" : R"(,"publish":false)";
  payload += "}}";
  if (token.not_before) {
    payload += R"(,"nbf":)";
    payload += std::to_string(base::unix_seconds(*token.not_before));
  }
  payload += R"(,"iat":)";
  payload += std::to_string(issued);
  payload += R"(,"exp":)";
  payload += std::to_string(base::unix_seconds(token.expires_at));
  payload += tail_;

  std::string jwt;
  jwt.reserve(encoded_header.size() + payload.size() * 4 / 3 + 64);
  jwt += encoded_header;
  base::append_base64url(jwt, std::as_bytes(std::span{payload}));
  const auto digest = mac_(jwt);
  jwt += '.';
  base::append_base64url(jwt, digest);
  return jwt;
}

access_token_verifier::access_token_verifier(const credentials& credentials)
    : issuer_(credentials.api_key.text()),
      subject_(credentials.account.text()),
      mac_(credentials.api_secret) {}

base::result<access_token> access_token_verifier::verify(std::string_view token, base::time_point now) {
  if (token.size() > longest_token) return base::fail(token_errc::malformed, "longer than 8 KiB");
  const auto parts = split(token);
  if (!parts) return base::fail(token_errc::malformed, "not three parts");
  const auto header_text = base::from_base64url(parts->header);
  const auto payload_text = base::from_base64url(parts->payload);
  const auto header = header_text ? json_object::parse(*header_text) : std::nullopt;
  const auto payload = payload_text ? json_object::parse(*payload_text) : std::nullopt;
  const auto signature = base::from_base64url(parts->signature);
  if (!header || !payload || !signature) return base::fail(token_errc::malformed, "not base64url of JSON");
  if (header->string("alg") != "HS256" || header->string("cty") != content_type) {
    return base::fail(token_errc::malformed, "another algorithm or content type");
  }
  if (payload->string("iss") != issuer_ || payload->string("sub") != subject_) {
    return base::fail(token_errc::wrong_issuer);
  }
  const auto digest = mac_(parts->signed_text);
  const std::string_view expected{reinterpret_cast<const char*>(digest.data()), digest.size()};
  if (!base::equal_in_constant_time(*signature, expected)) return base::fail(token_errc::wrong_signature);
  return read_claims(*payload, now);
}

}  // namespace flex_video::twilio
