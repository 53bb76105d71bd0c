#include "flex_video/serverless/token_pair.hpp"

#include "stateless_session.hpp"

#include "flex_video/core/invite_code.hpp"
#include "flex_video/server/hmac_code_signer.hpp"
#include "flex_video/twilio/access_token.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include <optional>

namespace flex_video::serverless {
namespace {

namespace json = boost::json;

struct wish {
  json::object members;

  std::string text(std::string_view name) const {
    const auto* value = members.if_contains(name);
    const auto* text = value ? value->if_string() : nullptr;
    return text ? std::string{std::string_view{*text}} : std::string{};
  }
  base::time_point time(std::string_view name) const {
    const auto* value = members.if_contains(name);
    const auto* seconds = value ? value->if_int64() : nullptr;
    return base::time_point{std::chrono::seconds{seconds ? *seconds : 0}};
  }
};

std::string grant(const wish& wish) {
  const auto account = twilio::account_sid::parse(wish.text("account"));
  const auto key = twilio::api_key_sid::parse(wish.text("apiKey"));
  const auto room = core::room_sid::parse(wish.text("room"));
  const base::secret link_secret{wish.text("linkSecret")};
  constexpr std::size_t shortest_key = 16;
  if (!account || !key || !room || link_secret.reveal().size() < shortest_key) return "{}";
  twilio::access_token_issuer issuer{{*account, *key, base::secret{wish.text("apiSecret")}}};
  server::hmac_code_signer signer{link_secret};
  const auto token = [&](std::string_view side) {
    return issuer.issue({.identity = wish.text(side),
                         .room = room->str(),
                         .issued_at = wish.time("issuedAt"),
                         .expires_at = wish.time("expiresAt"),
                         .not_before = std::nullopt});
  };
  const core::invite link{.session = session_of(*room), .expires_at = wish.time("expiresAt")};
  // Tokens and codes hold nothing that JSON would escape.
  return R"({"agentToken":")" + token("agent") + R"(","customerToken":")" + token("customer") +
         R"(","code":")" + core::write_invite_code(link, signer) + R"("})";
}

}  // namespace

std::string token_pair_json(std::string_view text) {
  boost::system::error_code failed;
  auto value = json::parse(text, failed);
  if (failed || !value.is_object()) return "{}";
  return grant({std::move(value.get_object())});
}

}  // namespace flex_video::serverless
