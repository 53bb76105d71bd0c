#include "flex_video/twilio/iam_rest.hpp"

#include "rest_json.hpp"

#include "flex_video/twilio/json_text.hpp"

#include <algorithm>

namespace flex_video::twilio::iam {
namespace {

constexpr std::size_t most_roles = 64;

/// False if the field is there and of another type than a string or null.
bool read_text(const json_object& in, std::string_view name, std::string& out) {
  const auto* value = in.find(name);
  if (!value || value->is_null()) return true;
  auto text = value->string();
  if (!text) return false;
  out = *std::move(text);
  return true;
}

bool read_roles(const json_object& in, std::vector<std::string>& out) {
  const auto* value = in.find("roles");
  if (!value || value->is_null()) return true;
  const auto roles = value->array();
  if (!roles || roles->size() > most_roles) return false;
  for (const auto& role : *roles) {
    auto text = role.string();
    if (!text) return false;
    out.push_back(*std::move(text));
  }
  return true;
}

}  // namespace

rest_request validate_token(const account_sid& account, std::string_view token) {
  rest_request request{.method = rest_method::post,
                       .path = "/v1/Accounts/" + account.str() + "/Tokens/validate",
                       .content_type = "application/json",
                       .body = R"({"token":)"};
  append_json_string(request.body, token);
  request.body += '}';
  return request;
}

base::result<token_answer> parse_token_answer(std::string_view json) {
  const auto in = json_object::parse(json);
  const auto valid = in ? in->boolean("valid") : std::nullopt;
  if (!valid) return malformed("valid");
  token_answer answer;
  answer.valid = *valid;
  if (!*valid) {
    answer.message = in->string("message").value_or("");
    return answer;
  }
  std::string worker;
  std::string expiration;
  if (!read_text(*in, "identity", answer.identity)) return malformed("identity");
  if (!read_text(*in, "realm_user_id", answer.realm_user_id)) return malformed("realm_user_id");
  if (!read_text(*in, "worker_sid", worker)) return malformed("worker_sid");
  if (!read_text(*in, "expiration", expiration)) return malformed("expiration");
  if (!read_roles(*in, answer.roles)) return malformed("roles");
  answer.worker = worker_sid::parse(worker);
  if (!worker.empty() && !answer.worker) return malformed("worker_sid");
  answer.expiration = time_in(*in, "expiration");
  if (!expiration.empty() && !answer.expiration) return malformed("expiration");
  return answer;
}

bool says_expired(std::string_view message) {
  constexpr std::string_view word = "expired";
  return !std::ranges::search(message, word, [](char a, char b) {
            return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + ('a' - 'A')) : a) == b;
          }).empty();
}

}  // namespace flex_video::twilio::iam
