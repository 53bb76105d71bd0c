#include "flex/flex_api.hpp"

#include "flex/configuration.hpp"
#include "iso_time.hpp"
#include "json_reading.hpp"

#include "flex_video/sandbox/errc.hpp"
#include "flex_video/twilio/basic_authorization.hpp"

#include <boost/json/array.hpp>

namespace flex_video::sandbox {
namespace {

web_reply refuse_token(const base::error& why) {
  return reply_json(200, {{"valid", false},
                          {"code", why.code == errc::token_expired ? 20104 : 20101},
                          {"message", why.code.message()}});
}

/// What both flex-api and IAM say of a good token.
json::object facts_of(const flex_user& user) {
  return {{"valid", true},
          {"expiration", iso_time(user.expires_at)},
          {"realm_user_id", user.identity},
          {"identity", user.identity},
          {"roles", json::array(user.roles.begin(), user.roles.end())},
          {"worker_sid", user.worker.text()}};
}

}  // namespace

flex_api::flex_api(const tenant& tenant, const sandbox_options& options, sign_in& logins)
    : tenant_(tenant), options_(options), logins_(logins) {}

std::optional<web_reply> flex_api::answer(const web_request& request) {
  const auto at = segments_of(request.path);
  if (request.host == "flex-api.twilio.com") return of_flex_api(request, at);
  if (request.host == "flex.twilio.com") return of_flex(request, at);
  if (request.host == "iam.twilio.com") return of_iam(request, at);
  return std::nullopt;
}

std::optional<web_reply> flex_api::of_flex_api(const web_request& request, const path& at) {
  if (at.size() < 2 || at[0] != "v1") return std::nullopt;
  if (at.size() == 2 && at[1] == "Configuration" && request.method == "GET")
    return reply_json(200, flex_configuration(tenant_, options_));
  if (request.path.ends_with("/Tokens/Info") && request.method == "POST")
    return token_info(form_field(request.body, "Token").value_or(""));
  if (request.path.ends_with("/Teams/Context") && request.method == "GET")
    return reply_json(200, {{"team_setup_complete", false}});
  if (request.path.ends_with("/account/provision/status")) return reply_json(200, {{"status", "inactive"}});
  if (at.size() == 6 && at[1] == "Channels" && at[3] == "Roles" && at[5] == "Users" &&
      request.method == "POST")
    return join_channel(request);
  return std::nullopt;
}

std::optional<web_reply> flex_api::of_flex(const web_request& request, const path& at) {
  if (at.size() == 3 && at[0] == "api" && at[2] == "Session" && request.method == "GET")
    return reply_json(200,
                      {{"insights_active", false}, {"insightsActive", false}, {"features", json::array{}}});
  if (at.size() == 1 && at[0] == "plugins" && request.method == "GET")
    return reply_json(200, plugin_list(options_));
  // the Flex UI's own error log
  if (at.size() == 2 && at[0] == "logs" && request.method == "POST") return reply_json(200, json::object{});
  return std::nullopt;
}

std::optional<web_reply> flex_api::of_iam(const web_request& request, const path& at) {
  if (at.size() != 5 || at[0] != "v1" || at[1] != "Accounts" || at[3] != "Tokens" || request.method != "POST")
    return std::nullopt;
  if (at[4] == "refresh") return refresh(request);
  if (at[4] != "validate") return std::nullopt;
  if (!lets_in(request)) return reply_error(401, 20003, "Authenticate");
  if (at[2] != tenant_.account.text()) return reply_error(404, 20404, "The requested account was not found");
  return validate(request);
}

web_reply flex_api::join_channel(const web_request& request) {
  // the user's name is the word "token", and the password is the Flex token
  const auto given = twilio::read_basic_authorization(request.authorization);
  const auto user = logins_.user_of(given ? given->password : "");
  if (!user) return reply_error(401, 20003, user.error().code.message());
  return reply_json(200, {{"identity", user->identity}});
}

web_reply flex_api::token_info(std::string_view token) {
  const auto user = logins_.user_of(token);
  if (!user) return refuse_token(user.error());
  auto facts = facts_of(*user);
  facts["code"] = nullptr;
  facts["message"] = nullptr;
  facts["flex_user_sid"] = user->flex_user_sid;
  facts["permissions"] = json::array{};
  return reply_json(200, facts);
}

web_reply flex_api::validate(const web_request& request) {
  const auto body = read_json_object(request.body);
  const auto token = body ? text_member(*body, "token") : std::nullopt;
  if (!token) return reply_error(400, 20001, "Missing token");
  const auto user = logins_.user_of(*token);
  if (!user) return refuse_token(user.error());
  auto facts = facts_of(*user);
  facts["code"] = 0;
  facts["message"] = nullptr;
  return reply_json(200, facts);
}

web_reply flex_api::refresh(const web_request& request) {
  const auto body = read_json_object(request.body);
  const auto user = logins_.user_of(body ? text_member(*body, "token").value_or("") : "");
  if (!user) return reply_error(401, 20003, user.error().code.message());
  return reply_json(200, *logins_.session(user->identity));
}

bool flex_api::lets_in(const web_request& request) const {
  return twilio::is_authorized(options_.rest_callers, request.authorization);
}

}  // namespace flex_video::sandbox
