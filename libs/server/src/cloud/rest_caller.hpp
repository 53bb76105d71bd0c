#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/net/http_client.hpp"
#include "flex_video/server/twilio_cloud.hpp"
#include "flex_video/twilio/request_budget.hpp"
#include "flex_video/twilio/rest.hpp"
#include "flex_video/twilio/retry_schedule.hpp"

#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace flex_video::server::cloud {

/// An answer that stands: neither "too many requests" nor of a server in trouble.
struct rest_answer {
  unsigned status = 0;
  std::string body;

  bool good() const { return status >= 200 && status < 300; }
  /// "HTTP 400, Twilio error 53126", for an error's detail.
  std::string described() const;
};

/// How one attempt went. `body` is of an answer; `detail` says in words what happened.
struct rest_reply {
  twilio::call_attempt attempt;
  std::string body;
  std::string detail;
};

/// Calls one of Twilio's APIs within its request rates. Any thread; blocks.
class rest_caller {
 public:
  /// `url` is what the API's paths follow: its origin, and a prefix if it has one; std::invalid_argument for
  /// a query or a slash at the end. The rest must outlive this.
  rest_caller(net::http_client& http, const twilio_cloud_options& options, std::string url,
              const base::clock& clock, base::random_source& random, waiter& waiter);

  /// When a call that begins now has to be done.
  base::time_point deadline() const;

  /// Sends a request that may be repeated, until an answer stands. Refuses with call_errc::no_answer.
  base::result<rest_answer> call(const twilio::rest_request& request, base::time_point deadline);

  // What call() is made of, for the one request that may not simply be repeated.
  twilio::retry_schedule schedule(bool repeatable, base::time_point deadline);
  /// One attempt, as soon as the rates allow it; nothing if that is too late.
  std::optional<rest_reply> attempt(const twilio::rest_request& request, base::time_point deadline);
  /// Waits until it is time for another attempt; false if there is to be none.
  bool wait_for_another(twilio::retry_schedule& schedule, const twilio::call_attempt& last);

 private:
  bool wait_for_turn(twilio::rest_method method, base::time_point deadline);
  net::client_request to_http(const twilio::rest_request& request, std::chrono::milliseconds left) const;

  net::http_client& http_;
  const twilio_cloud_options& options_;
  std::string url_;
  const base::clock& clock_;
  base::random_source& random_;
  waiter& waiter_;
  std::mutex mutex_;  ///< of the budgets
  twilio::request_budget writes_;
  twilio::request_budget reads_;
};

enum class call_errc {
  no_answer = 1,  ///< none that stands, or none that can be read; the detail says what there was
};
std::error_code make_error_code(call_errc code);

/// A list that Twilio refused has a status of 400 or more, and no items.
template <class T>
struct listing {
  unsigned status = 200;
  std::vector<T> items;
};

/// Every item of a list: `request` takes a page's name, empty for the first, `parse` an answer. More than
/// `most_pages` pages are no answer that can be read.
template <class T, class Request, class Parse>
base::result<listing<T>> read_list(rest_caller& api, base::time_point deadline, const Request& request,
                                   const Parse& parse) {
  constexpr int most_pages = 20;
  listing<T> list;
  std::string page;
  for (int pages = 0; pages < most_pages; ++pages) {
    const auto answer = api.call(request(page), deadline);
    if (!answer) return std::unexpected{answer.error()};
    if (!answer->good()) return listing<T>{.status = answer->status, .items = {}};
    auto parsed = parse(answer->body);
    if (!parsed) return base::fail(call_errc::no_answer, "malformed: " + parsed.error().detail);
    for (auto& item : parsed->items) list.items.push_back(std::move(item));
    if (parsed->next.empty()) return list;
    page = std::move(parsed->next);
  }
  return base::fail(call_errc::no_answer, "a list without end");
}

}  // namespace flex_video::server::cloud

template <>
struct std::is_error_code_enum<flex_video::server::cloud::call_errc> : std::true_type {};
