#include "flex_video/serverless/token_pair.hpp"

#include "stateless_session.hpp"

#include "flex_video/core/invite_code.hpp"
#include "flex_video/server/hmac_code_signer.hpp"
#include "flex_video/twilio/access_token.hpp"
#include "flex_video/twilio/json_value.hpp"

#include <optional>

namespace flex_video::serverless {
namespace {

struct wish {
  twilio::json_object members;

  std::string text(std::string_view name) const { return members.string(name).value_or(""); }
  base::time_point time(std::string_view name) const {
    return base::time_point{std::chrono::seconds{members.integer(name).value_or(0)}};
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
  auto members = twilio::json_object::parse(text);
  return members ? grant({*std::move(members)}) : "{}";
}

}  // namespace flex_video::serverless
