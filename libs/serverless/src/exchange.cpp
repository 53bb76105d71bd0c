#include "flex_video/base/encoding.hpp"
#include "flex_video/serverless/functions.hpp"
#include "flex_video/twilio/json_text.hpp"
#include "flex_video/twilio/json_value.hpp"

#include <algorithm>

namespace flex_video::serverless {
namespace {

using twilio::json_object;

std::string text_in(const json_object& in, std::string_view name) { return in.string(name).value_or(""); }

base::time_point time_in(const json_object& in, std::string_view name) {
  return base::time_point{std::chrono::milliseconds{in.integer(name).value_or(0)}};
}

twilio::form form_in(const json_object& in, std::string_view name) {
  twilio::form values;
  const auto object = in.object(name);
  if (!object) return values;
  for (const auto& [key, value] : *object)
    if (auto text = value.string()) values.push_back({key, *std::move(text)});
  return values;
}

finished_step read_step(const json_object& in) {
  finished_step step{.at = time_in(in, "at"), .outcome = waited{}};
  const auto failure = text_in(in, "failure");
  if (failure == "not_connected") {
    step.outcome = net::client_errc::could_not_connect;
  } else if (failure == "timed_out") {
    step.outcome = net::client_errc::timed_out;
  } else if (!failure.empty()) {
    step.outcome = net::client_errc::broken;
  } else if (in.find("status")) {
    net::client_answer answer{.status = static_cast<unsigned>(in.integer("status").value_or(0)),
                              .headers = {},
                              .body = text_in(in, "body")};
    for (auto& [name, value] : form_in(in, "headers"))
      answer.headers.emplace_back(std::move(name), std::move(value));
    step.outcome = std::move(answer);
  }
  return step;
}

/// Nothing if it is no call.
std::optional<function_call> read_call(std::string_view text) {
  const auto in = json_object::parse(text);
  if (!in) return std::nullopt;
  const auto seed = base::from_base64url(text_in(*in, "seed"));
  function_call call{.function = text_in(*in, "function"),
                     .environment = form_in(*in, "environment"),
                     .parameters = form_in(*in, "parameters"),
                     .headers = form_in(*in, "headers"),
                     .began = time_in(*in, "began"),
                     .seed = {},
                     .steps = {}};
  if (!seed || seed->size() != call.seed.size()) return std::nullopt;
  std::ranges::copy(std::as_bytes(std::span{*seed}), call.seed.begin());
  if (const auto steps = in->array("steps"))
    for (const auto& step : *steps)
      if (const auto object = step.object()) call.steps.push_back(read_step(*object));
  return call;
}

// Written by hand: what writes any JSON would be a tenth of the module.

std::string quoted(std::string_view text) {
  std::string out;
  twilio::append_json_string(out, text);
  return out;
}

using header_list = std::vector<std::pair<std::string, std::string>>;

std::string write_headers(const header_list& headers) {
  std::string out = "{";
  for (const auto& [name, value] : headers) {
    if (out.size() > 1) out += ',';
    out += quoted(name) + ':' + quoted(value);
  }
  return out + '}';
}

/// Standard Basic credentials (RFC 7617), as any HTTP client sends them.
std::string basic(const net::basic_credentials& credentials) {
  const auto pair = credentials.user + ":" + std::string{credentials.password.reveal()};
  return "Basic " + base::to_base64(std::as_bytes(std::span{pair}));
}

std::string write(const function_answer& answer) {
  return R"({"answer":{"status":)" + std::to_string(answer.status) + R"(,"headers":)" +
         write_headers(answer.headers) + R"(,"body":)" + quoted(answer.body) + R"(,"log":)" +
         quoted(answer.log) + "}}";
}

std::string write(const net::client_request& request) {
  auto headers = request.headers;
  if (request.credentials) headers.emplace_back("Authorization", basic(*request.credentials));
  return R"({"request":{"method":)" + quoted(request.verb == net::method::get ? "GET" : "POST") +
         R"(,"url":)" + quoted(request.url) + R"(,"headers":)" + write_headers(headers) + R"(,"body":)" +
         quoted(request.body) + R"(,"timeout":)" + std::to_string(request.timeout.count()) + "}}";
}

std::string write(std::chrono::milliseconds wait) {
  return R"({"wait":)" + std::to_string(wait.count()) + "}";
}

}  // namespace

std::string advance_json(std::string_view text) {
  const auto call = read_call(text);
  if (!call) return write(function_answer{.status = 500, .headers = {}, .body = {}, .log = "no call"});
  return std::visit([](const auto& step) { return write(step); }, advance(*call));
}

}  // namespace flex_video::serverless
