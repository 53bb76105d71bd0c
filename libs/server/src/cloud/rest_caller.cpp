#include "cloud/rest_caller.hpp"

#include "flex_video/base/error_category.hpp"

#include <algorithm>
#include <stdexcept>

namespace flex_video::server::cloud {
namespace {

constexpr char category_name[] = "server.cloud";
constexpr unsigned too_many_requests = 429;

const char* describe(int) { return "Twilio gave no answer"; }

/// Throws unless a path can follow `url`: scheme, host, perhaps a port and the beginning of a path.
std::string require_base(std::string url) {
  const auto scheme = url.starts_with("https://") ? 8u : url.starts_with("http://") ? 7u : 0u;
  const bool has_host = scheme != 0 && url.size() > scheme && url[scheme] != '/';
  if (!has_host || url.ends_with('/') || url.find_first_of("?#@ ", scheme) != std::string::npos)
    throw std::invalid_argument("not the address of an API: " + url);
  return url;
}

twilio::call_attempt::outcome outcome_of(const base::error& refusal) {
  using outcome = twilio::call_attempt::outcome;
  if (refusal.code == net::client_errc::could_not_connect || refusal.code == net::client_errc::tls)
    return outcome::not_connected;
  return refusal.code == net::client_errc::timed_out ? outcome::timed_out : outcome::broken;
}

bool stands(const twilio::call_attempt& attempt) {
  return attempt.ended == twilio::call_attempt::outcome::answered && attempt.status < 500 &&
         attempt.status != too_many_requests;
}

}  // namespace

std::error_code make_error_code(call_errc code) {
  return {static_cast<int>(code), base::error_category<category_name, describe>::instance()};
}

std::string rest_answer::described() const {
  auto text = "HTTP " + std::to_string(status);
  if (const auto error = twilio::parse_rest_error(body))
    text += ", Twilio error " + std::to_string(error->code);
  return text;
}

rest_caller::rest_caller(net::http_client& http, const twilio_cloud_options& options, std::string url,
                         const base::clock& clock, base::random_source& random, waiter& waiter)
    : http_(http),
      options_(options),
      url_(require_base(std::move(url))),
      clock_(clock),
      random_(random),
      waiter_(waiter),
      writes_(options.writes_per_second),
      reads_(options.reads_per_second) {}

base::time_point rest_caller::deadline() const { return clock_.now() + options_.call_deadline; }

base::result<rest_answer> rest_caller::call(const twilio::rest_request& request, base::time_point deadline) {
  auto retries = schedule(true, deadline);
  std::string last = "no time for the request";
  while (auto reply = attempt(request, deadline)) {
    if (stands(reply->attempt)) return rest_answer{reply->attempt.status, std::move(reply->body)};
    last = std::move(reply->detail);
    if (!wait_for_another(retries, reply->attempt)) break;
  }
  return base::fail(call_errc::no_answer, std::move(last));
}

twilio::retry_schedule rest_caller::schedule(bool repeatable, base::time_point deadline) {
  return {options_.retries, repeatable, deadline, random_};
}

std::optional<rest_reply> rest_caller::attempt(const twilio::rest_request& request,
                                               base::time_point deadline) {
  if (!wait_for_turn(request.method, deadline)) return std::nullopt;
  const auto left = deadline - clock_.now();
  if (left <= left.zero()) return std::nullopt;
  auto answer = http_.send(to_http(request, left));
  if (!answer) {
    return rest_reply{.attempt = {.ended = outcome_of(answer.error()), .status = 0, .retry_after = {}},
                      .body = {},
                      .detail = answer.error().code.message()};
  }
  return rest_reply{.attempt = {.ended = twilio::call_attempt::outcome::answered,
                                .status = answer->status,
                                .retry_after = answer->retry_after()},
                    .body = std::move(answer->body),
                    .detail = "HTTP " + std::to_string(answer->status)};
}

bool rest_caller::wait_for_another(twilio::retry_schedule& schedule, const twilio::call_attempt& last) {
  const auto delay = schedule.next(last, clock_.now());
  if (delay) waiter_.wait(*delay);
  return delay.has_value();
}

bool rest_caller::wait_for_turn(twilio::rest_method method, base::time_point deadline) {
  auto& budget = method == twilio::rest_method::get ? reads_ : writes_;
  std::unique_lock lock{mutex_};
  const auto now = clock_.now();  // under the lock, so that the budget sees time go forward
  const auto turn = budget.reserve(now, deadline);
  lock.unlock();
  if (turn && *turn > now) waiter_.wait(*turn - now);
  return turn.has_value();
}

net::client_request rest_caller::to_http(const twilio::rest_request& request,
                                         std::chrono::milliseconds left) const {
  net::client_request sent{
      .verb = request.method == twilio::rest_method::get ? net::method::get : net::method::post,
      .url = url_ + request.path,
      .body = request.body,
      .credentials = options_.credentials,
      .timeout = std::min(left, options_.attempt_timeout)};
  if (!request.content_type.empty()) sent.headers.emplace_back("Content-Type", request.content_type);
  return sent;
}

}  // namespace flex_video::server::cloud
