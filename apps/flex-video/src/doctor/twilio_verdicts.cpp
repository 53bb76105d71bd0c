#include "doctor/twilio_verdicts.hpp"

#include "flex_video/net/http_client.hpp"
#include "flex_video/twilio/taskrouter_rest.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <iomanip>
#include <locale>
#include <sstream>

namespace flex_video::app::doctor {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view callback_path = "/webhooks/twilio/taskrouter";
constexpr std::array<std::string_view, 3> needed_events{"task.wrapup", "task.completed", "task.canceled"};

std::string described(const twilio_answer& answer) {
  auto text = "HTTP " + std::to_string(answer.status);
  if (answer.error != 0) text += ", error " + std::to_string(answer.error);
  return text;
}

bool good(const twilio_reply& reply) { return reply && reply->status >= 200 && reply->status < 300; }

verdict no_answer(const base::error& why) {
  const auto found =
      "Twilio gave no answer: " + why.code.message() + (why.detail.empty() ? "" : " (" + why.detail + ")");
  if (why.code == net::client_errc::tls)
    return fail(found, "install ca-certificates, or have the proxy that opens TLS leave Twilio alone");
  return fail(found, "let this host reach Twilio's APIs by HTTPS; https_proxy names a proxy");
}

/// What every API may answer beside its own answers: closed accounts, limits, trouble.
verdict unusual(const twilio_answer& answer) {
  const auto found = "Twilio does not let us in (" + described(answer) + ")";
  if (answer.error == 20005)
    return fail(found, "the account is suspended or closed; its state is in the console");
  if (answer.error == 20008) return fail(found, "these are test credentials; take the account's live ones");
  if (answer.error == 53126)
    return fail(found, "this account may have group rooms only, and something asked for another type");
  if (answer.status == 403)
    return fail(found,
                "who is known here may not use this API: the account lacks the product, or the key is a "
                "restricted one");
  if (answer.status == 429 || answer.status >= 500)
    return warn("Twilio did not answer this time (" + described(answer) + ")",
                "try again; status.twilio.com says whether it is in trouble");
  return fail(found, "look the number up in https://www.twilio.com/docs/api/errors");
}

std::string missing_events(const std::vector<std::string>& posted) {
  std::string missing;
  for (const auto event : needed_events) {
    if (std::ranges::find(posted, event) != posted.end()) continue;
    if (!missing.empty()) missing += ", ";
    missing += event;
  }
  return missing;
}

}  // namespace

verdict judge_account(const twilio_reply& reply) {
  if (!reply) return no_answer(reply.error());
  if (good(reply) || reply->status == 404) return fine("Twilio takes the account SID and the auth token");
  if (reply->status == 401)
    return fail("Twilio refuses the auth token (" + described(*reply) + ")",
                "set TWILIO_AUTH_TOKEN to the primary auth token of TWILIO_ACCOUNT_SID, region US1, from the "
                "console's page API keys & tokens");
  return unusual(*reply);
}

verdict judge_api_key(const twilio_reply& reply) {
  if (!reply) return no_answer(reply.error());
  if (good(reply)) return fine("the API of region US1 takes the key and its secret");
  if (reply->status == 401)
    return fail("the API of region US1 refuses the key (" + described(*reply) + ")",
                "check TWILIO_API_SECRET; a key of region IE1 or AU1 does not exist in US1, and Video takes "
                "no token of it, so make a standard key in region US1");
  return unusual(*reply);
}

verdict judge_key_account(const twilio_reply& by_account, const twilio_reply& by_key) {
  if (good(by_account) && good(by_key)) return fine("it is the account's own");
  if (good(by_account) && by_key && by_key->status == 404)
    return fail("the key is another account's, and Video takes no token of it",
                "make a standard key in region US1 of the account TWILIO_ACCOUNT_SID");
  return warn("TaskRouter does not tell whose the key is",
              "make sure that it is a standard key of the account TWILIO_ACCOUNT_SID");
}

verdict judge_workspace(const twilio_reply& reply, std::string_view base_url) {
  if (!reply) return no_answer(reply.error());
  if (reply->status == 404)
    return fail("this account has no such workspace (" + described(*reply) + ")",
                "set TWILIO_WORKSPACE_SID to the one of Flex: console, TaskRouter, Workspaces, \"Flex Task "
                "Assignment\"");
  if (reply->status == 401)
    return fail("TaskRouter refuses the auth token (" + described(*reply) + ")", "see the line above");
  if (!good(reply)) return unusual(*reply);
  const auto workspace = twilio::taskrouter::parse_workspace(reply->body);
  if (!workspace)
    return fail("TaskRouter's answer is no workspace",
                "check that the TaskRouter URL leads to Twilio, and no proxy answers instead");
  const auto wanted = std::string{base_url}.append(callback_path);
  const auto set_it = "set the workspace's event callback URL to " + wanted;
  if (workspace->event_callback_url.empty())
    return fail("TaskRouter posts its events nowhere, so calls go on after the task's end", set_it);
  if (workspace->event_callback_url != wanted)
    return fail(
        "TaskRouter posts its events to another address, so calls go on after the task's end",
        set_it + " (a workspace has one; what is there now has to be given the events in another way)");
  if (workspace->events.empty())
    return warn("the workspace names no events to be posted",
                "have task.wrapup, task.completed and task.canceled in its events filter");
  if (const auto missing = missing_events(workspace->events); !missing.empty())
    return fail("the workspace's events filter leaves out " + missing, "add them to the events filter");
  return fine("it exists, and posts the ends of tasks to " + wanted);
}

verdict judge_clock(const std::optional<base::time_point>& theirs, base::time_point ours) {
  constexpr auto tolerated = 10s;
  constexpr auto refused = 60s;
  const auto* remedy = "have the time of this host kept by NTP (systemd-timesyncd or chrony)";
  if (!theirs) return warn("Twilio told no time to compare ours with", "see the lines above");
  const auto off = std::chrono::round<std::chrono::seconds>(ours - *theirs);
  const auto text =
      std::to_string(std::abs(off.count())) + " s " + (off < 0s ? "behind" : "ahead of") + " Twilio's";
  if (std::chrono::abs(off) <= tolerated) return fine("this host's is " + text);
  if (std::chrono::abs(off) <= refused) return warn("this host's is " + text, remedy);
  return fail("this host's is " + text + ", so that Twilio will refuse our tokens", remedy);
}

std::optional<base::time_point> parse_http_date(std::string_view text) {
  if (!text.ends_with(" GMT")) return std::nullopt;  // std::get_time takes a text that ends early
  std::istringstream in{std::string{text}};
  in.imbue(std::locale::classic());
  std::tm parts{};
  in >> std::get_time(&parts, "%a, %d %b %Y %H:%M:%S GMT");
  if (in.fail() || in.peek() != std::istringstream::traits_type::eof()) return std::nullopt;
  return base::time_point{std::chrono::seconds{timegm(&parts)}};
}

}  // namespace flex_video::app::doctor
