#include "flex_video/twilio/request_signature.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/base/error_category.hpp"
#include "flex_video/twilio/digest.hpp"

#include <array>
#include <set>
#include <utility>

namespace flex_video::twilio {
namespace {

constexpr char category_name[] = "twilio.request_signature";
constexpr std::string_view body_hash_name = "bodySHA256";

const char* describe(int value) {
  switch (static_cast<signature_errc>(value)) {
    case signature_errc::missing:
      return "the request is not signed";
    case signature_errc::wrong:
      return "the signature is not of this request";
    case signature_errc::wrong_body:
      return "the body is not the one that was signed";
  }
  return "unknown signature error";
}

/// Where the port begins that `url` names, and where it, or the host without one, ends.
struct port_place {
  std::size_t begin;
  std::size_t end;
};

port_place find_port(std::string_view url) {
  const auto scheme = url.find("://");
  const auto host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const auto end = std::min(url.find_first_of("/?#", host), url.size());
  const auto authority = url.substr(host, end - host);
  // An IPv6 literal has colons of its own inside its brackets, a user's password may have them before the
  // '@'.
  const auto name = authority.find_last_of("@]");
  const auto colon = authority.find(':', name == std::string_view::npos ? 0 : name + 1);
  return {colon == std::string_view::npos ? end : host + colon, end};
}

std::string without_port(std::string_view url) {
  const auto port = find_port(url);
  return std::string{url.substr(0, port.begin)}.append(url.substr(port.end));
}

std::string with_port(std::string_view url) {
  const auto port = find_port(url);
  if (port.begin != port.end) return std::string{url};
  return std::string{url.substr(0, port.begin)}
      .append(url.starts_with("https:") ? ":443" : ":80")
      .append(url.substr(port.end));
}

}  // namespace

std::error_code make_error_code(signature_errc code) {
  return {static_cast<int>(code), base::error_category<category_name, describe>::instance()};
}

std::string request_signer::sign(std::string_view url, const form& parameters) const {
  std::set<std::pair<std::string_view, std::string_view>> sorted;
  for (const auto& [name, value] : parameters) sorted.emplace(name, value);

  std::string text{url};
  for (const auto& [name, value] : sorted) text.append(name).append(value);
  return base::to_base64(hmac_sha1(auth_token_, text));
}

std::string with_body_hash(std::string url, std::string_view body) {
  url += url.contains('?') ? '&' : '?';
  return url.append(body_hash_name).append("=").append(base::to_hex(sha256(body)));
}

base::result<void> request_validator::check_form(std::string_view url, std::string_view signature,
                                                 const form& parameters) const {
  if (signature.empty()) return base::fail(signature_errc::missing);
  // Both are always made, so that the time says nothing about which was meant.
  const std::array expected{signer_.sign(without_port(url), parameters),
                            signer_.sign(with_port(url), parameters)};
  const bool bare = base::equal_in_constant_time(signature, expected[0]);
  const bool ported = base::equal_in_constant_time(signature, expected[1]);
  if (!bare && !ported) return base::fail(signature_errc::wrong);
  return {};
}

base::result<void> request_validator::check_body(std::string_view url, std::string_view signature,
                                                 std::string_view body) const {
  auto signed_url = check_form(url, signature, {});
  if (!signed_url) return signed_url;
  const auto question = url.find('?');
  const auto query = parse_form(question == std::string_view::npos ? "" : url.substr(question + 1));
  const auto named = query ? form_value(*query, body_hash_name) : std::string_view{};
  if (!base::equal_in_constant_time(named, base::to_hex(sha256(body))))
    return base::fail(signature_errc::wrong_body);
  return {};
}

}  // namespace flex_video::twilio
