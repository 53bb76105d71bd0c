#include "doctor/doctor.hpp"

#include "doctor/functions_verdicts.hpp"
#include "doctor/in_time.hpp"
#include "doctor/probes.hpp"
#include "serve_options.hpp"

#include "flex_video/twilio/taskrouter_rest.hpp"

#include <cstdlib>
#include <iostream>
#include <unistd.h>

namespace flex_video::app {
namespace {

using namespace doctor;
using namespace std::chrono_literals;

constexpr std::chrono::seconds longest_check = 10s;

/// Runs checks and prints what they come to.
class report {
 public:
  /// Asks by `probe`, which owns all it touches, and has `judge` judge the answer. Returns that; nothing if
  /// there was none in time.
  template <class Probe, class Judge>
  auto check(const std::string& subject, Probe probe, const Judge& judge) {
    if (on_terminal_) std::cout << "..    " << subject << '\r' << std::flush;
    auto found = in_time(longest_check, std::move(probe));
    if (!found) left_behind_ = true;
    tell(subject, found ? judge(*found)
                        : fail("no answer within " + std::to_string(longest_check.count()) + " s",
                               "see what hangs: the network, a disk, or the server that is asked"));
    return found;
  }

  void tell(const std::string& subject, const verdict& one) {
    ++counts_[static_cast<std::size_t>(one.grade)];
    std::cout << (on_terminal_ ? "\x1b[2K" : "") << line_of(subject, one) << std::endl;
  }

  int end() const {
    const auto [ok, warnings, failures] = counts_;
    std::cout << ok << " ok, " << warnings << " to know of, " << failures << " failed" << std::endl;
    const int code = failures > 0 ? 1 : 0;
    if (left_behind_) std::_Exit(code);  // a thread that hangs would meet what exit() destroys
    return code;
  }

 private:
  bool on_terminal_ = isatty(STDOUT_FILENO) == 1;
  bool left_behind_ = false;
  std::array<unsigned, 3> counts_{};
};

using shared_options = std::shared_ptr<const serve_options>;
using shared_http = std::shared_ptr<net::http_client>;

std::string workspace_url(const serve_options& options) {
  return options.urls.taskrouter + twilio::taskrouter::fetch_workspace(options.workspace).path;
}
std::string rooms_url(const serve_options& options) { return options.urls.video + "/v1/Rooms?PageSize=1"; }

net::basic_credentials account_of(const serve_options& options) {
  return {.user = options.twilio.account.str(), .password = options.auth_token};
}
net::basic_credentials key_of(const serve_options& options) {
  return {.user = options.twilio.api_key.str(), .password = options.twilio.api_secret};
}

/// By the API that every call needs: with rooms of our own, Video may be none of the account's products.
std::string first_url(const serve_options& options) {
  return options.video == video_source::twilio ? rooms_url(options) : workspace_url(options);
}

/// `seen` is the workspace as the account sees it.
void check_api_key(report& all, const shared_http& http, const shared_options& options,
                   const std::optional<twilio_reply>& seen) {
  if (options->video == video_source::rooms) {
    all.tell("API key", fine("it signs tokens for this server's own rooms, and Twilio is not asked"));
    return;
  }
  const auto ask_as_key = [http, options](const std::string& url) {
    return [http, options, url] { return ask_twilio(*http, url, key_of(*options)); };
  };
  const auto reply = all.check("API key", ask_as_key(rooms_url(*options)), judge_api_key);
  if (!reply || !*reply || !seen || !*seen) return;
  all.check("API key's account", ask_as_key(workspace_url(*options)),
            [&](const twilio_reply& by_key) { return judge_key_account(*seen, by_key); });
}

void check_twilio(report& all, const shared_http& http, const shared_options& options) {
  const auto ask_as_account = [http, options](const std::string& url) {
    return [http, options, url] { return ask_twilio(*http, url, account_of(*options)); };
  };
  const auto account = all.check("Twilio account", ask_as_account(first_url(*options)), judge_account);
  const auto told = account && *account ? (*account)->date : std::nullopt;
  all.tell("clock", judge_clock(told, base::system_clock{}.now()));
  const auto workspace =
      all.check("TaskRouter workspace", ask_as_account(workspace_url(*options)),
                [&](const twilio_reply& reply) { return judge_workspace(reply, options->base_url); });
  check_api_key(all, http, options, workspace);
}

void check_site(report& all, const shared_http& http, const shared_options& options) {
  all.check("port", [http, options] { return try_port(*http, *options); }, judge_port);
  all.check(
      "base URL", [http, options] { return ask_health(*http, options->base_url); },
      [&](const base::result<health_answer>& health) { return judge_reach(options->base_url, health); });
  all.check(
      "certificate", [options] { return find_certificate_expiry(*options); },
      [&](const std::optional<base::time_point>& expires) {
        return judge_certificate(options->base_url, expires, base::system_clock{}.now());
      });
}

void check_state(report& all, const shared_options& options, const std::string& link_secret_file) {
  all.check("database", [options] { return find_database(*options); }, judge_database);
  all.check(
      "link secret", [options, link_secret_file] { return find_link_secret(*options, link_secret_file); },
      judge_link_secret);
  all.check("web files", [options] { return find_web_files(options->web); }, judge_web_files);
}

void check_media(report& all, const shared_options& options) {
  if (options->video == video_source::rooms)
    all.check(
        "group rooms", [options] { return try_media(*options); },
        [&](const media_state& found) { return judge_media(found, options->on_this_machine()); });
  const auto& urls = options->turn.urls;
  if (const auto turn = judge_turn(options->video, !urls.empty())) all.tell("TURN", *turn);
  for (const auto& url : urls)
    all.check(
        "TURN", [options, url] { return try_turn(options->turn, url); },
        [&](turn_found found) { return judge_turn(url, found); });
}

}  // namespace

int run_doctor(const serve_sources& sources) {
  const auto options = std::make_shared<const serve_options>(parse_serve_options(sources));
  const shared_http http = net::make_http_client();
  const auto named = sources.environment.find("FLEX_VIDEO_LINK_SECRET_FILE");
  report all;
  all.tell("settings", fine("they are complete"));
  check_twilio(all, http, options);
  check_site(all, http, options);
  check_state(all, options, named == sources.environment.end() ? std::string{} : named->second);
  check_media(all, options);
  return all.end();
}

int run_serverless_doctor(const std::string& base_url) {
  const shared_http http = net::make_http_client();
  report all;
  for (const auto& check : function_checks(base_url))
    all.check(
        check.subject, [http, request = check.request] { return http->send(request); },
        [&](const base::result<net::client_answer>& answer) { return judge_function(check, answer); });
  return all.end();
}

}  // namespace flex_video::app
