#include "setting.hpp"
#include "value_rules.hpp"

#include "flex_video/core/page_signal.hpp"
#include "flex_video/net/server.hpp"
#include "flex_video/server/options.hpp"

#include <algorithm>
#include <limits>

namespace flex_video::app {
namespace {

using namespace std::chrono_literals;
using options = gathered_options;

setting row(std::string name, std::string key, std::string initial, value_rule rule, std::string purpose) {
  std::string variable = "FLEX_VIDEO_";
  for (const char c : name) variable += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return {.name = std::move(name),
          .variable = std::move(variable),
          .other_variable = {},
          .key = std::move(key),
          .initial = std::move(initial),
          .rule = std::move(rule),
          .purpose = std::move(purpose)};
}

setting required(setting made) {
  made.required = true;
  return made;
}

setting secret(setting made) {
  made.secrecy = secrecy::secret;
  return made;
}

/// Under the name that Twilio's own tools read, and the original design's if it had one.
setting twilio(setting made, std::string variable, std::string other = {}) {
  made.variable = std::move(variable);
  made.other_variable = std::move(other);
  return made;
}

/// No page is served over plain HTTP but on this machine: browsers give it neither camera nor our cookie.
bool is_base_url(std::string_view text) {
  return server::is_origin(text) && server::is_secure_context(std::string{text});
}

bool is_postgresql(std::string_view text) {
  return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

value_rule database() {
  return {.kind = "PATH",
          .allowed = "a path, or postgresql://…",
          .take = [](options& into, std::string_view text) {
            if (text.empty()) return false;
            if (is_postgresql(text)) {
              into.database = base::secret{std::string{text}};
            } else {
              into.database = std::filesystem::path{text};
            }
            return true;
          }};
}

/// "en=HX…".
std::optional<core::invitation_template> read_template(std::string_view text) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  if (text.size() < 3 || !is_letter(text[0]) || !is_letter(text[1]) || text[2] != '=') return std::nullopt;
  const auto content = core::content_sid::parse(text.substr(3));
  if (!content) return std::nullopt;
  return core::invitation_template{.language = std::string{text.substr(0, 2)}, .content = *content};
}

value_rule invitation_templates() {
  return {.kind = "LIST",
          .allowed = "language=template, such as en=HX and 32 hexadecimal digits; each language once",
          .take = [](options& into, std::string_view text) {
            std::vector<core::invitation_template> templates;
            for (const auto& part : split_list(text)) {
              const auto read = read_template(part);
              const auto known = [&](const auto& other) { return other.language == read->language; };
              if (!read || std::ranges::any_of(templates, known)) return false;
              templates.push_back(*read);
            }
            into.invitation_templates = std::move(templates);
            return true;
          }};
}

value_rule media_addresses() {
  return {.kind = "LIST",
          .allowed =
              "IP addresses, each with =ADDRESS behind it where another one leads there; 0.0.0.0 and :: "
              "only so",
          .take = [](options& into, std::string_view text) {
            std::vector<rooms::media_address> addresses;
            for (const auto& part : split_list(text)) {
              auto read = parse_media_address(part);
              if (!read) return false;
              addresses.push_back(*std::move(read));
            }
            into.media.addresses = std::move(addresses);
            return true;
          }};
}

value_rule media_ports() {
  return {.kind = "RANGE",
          .allowed = "two ports from 1024 on, such as 40000-49999",
          .take = [](options& into, std::string_view text) {
            const auto read = parse_port_range(text);
            if (read) into.media.ports = *read;
            return read.has_value();
          }};
}

value_rule url(std::string twilio_urls::* member) {
  return text_that(is_url, "URL", "http(s)://host[:port][/path]", at(&options::urls, member));
}

void add_site(std::vector<setting>& rows) {
  rows.push_back(required(
      row("base-url", "base_url", "",
          text_that(is_base_url, "URL", "https://host[:port], nothing more (http:// on loopback only)",
                    at(&options::base_url)),
          "The address that customers and agents reach the server at; links begin with it")));
  rows.push_back(row("address", "listen.address", "127.0.0.1",
                     text_that(is_address, "ADDRESS", "an IP address", at(&options::address)),
                     "The address to listen on; 0.0.0.0 or :: for all"));
  rows.push_back(row("port", "listen.port", "8080",
                     number(0, std::numeric_limits<std::uint16_t>::max(), at(&options::port)),
                     "The port to listen on; 0 takes any free one"));
  rows.push_back(row("tls-certificate", "listen.tls_certificate", "", file(at(&options::tls_certificate)),
                     "PEM file of the certificate and its chain; without it the server speaks plain HTTP, "
                     "for a proxy in front"));
  rows.push_back(
      row("tls-key", "listen.tls_key", "", file(at(&options::tls_key)), "PEM file of the certificate's key"));
  rows.push_back(
      row("trusted-proxies", "listen.trusted_proxies", "",
          list_that(is_network, "IP addresses or networks such as 10.0.0.0/8", at(&options::trusted_proxies)),
          "The proxies whose word on the client's address is taken"));
  rows.push_back(row("allowed-origins", "allowed_origins", "https://flex.twilio.com",
                     list_that(server::is_origin, "origins: http(s)://host[:port], nothing more",
                               at(&options::allowed_origins)),
                     "Where the Flex plugin may call from"));
  rows.push_back(row("data", "data", ".flex-video", file(at(&options::data)),
                     "The folder for what must survive a restart"));
  rows.push_back(row("web", "web", "web/dist/room", file(at(&options::web)),
                     "The folder of the room page: room.html and its assets"));
  auto place = row(
      "database", "database", "", database(),
      "A SQLite file, or a PostgreSQL URL, which is a secret; flex-video.db in the data folder when absent");
  place.secrecy = secrecy::secret_if_url;
  rows.push_back(std::move(place));
  rows.push_back(row("workers", "workers", "8", number(1, 128, at(&options::workers)),
                     "How many threads wait for the database and for Twilio"));
  rows.push_back(secret(
      row("link-secret", "link_secret", "", secret_text(32, at(&options::link_secret)),
          "Signs the links. Made once and kept in the data folder when absent; replicas must share it")));
}

void add_media(std::vector<setting>& rows) {
  const auto to = [](auto member) { return at(&options::media, member); };
  rows.push_back(
      row("room-type", "media.room_type", "",
          choice<rooms::room_type>(
              {{"peer-to-peer", rooms::room_type::peer_to_peer}, {"group", rooms::room_type::group}},
              to(&media_settings::room_type)),
          "How calls in our own rooms go: from browser to browser, or over a media worker here, as "
          "they do when absent, if the program is there"));
  rows.push_back(row("media-workers", "media.workers", "", number(0, 128, to(&media_settings::workers)),
                     "How many media workers carry our own group rooms, 0 for no such rooms; one a core when "
                     "absent, if the program is there"));
  rows.push_back(row("media-streams", "media.streams_per_worker", "400",
                     number(1, 100'000, to(&media_settings::streams_per_worker)),
                     "How many streams, in and out, a media worker carries; with as many, no room more is "
                     "opened on it"));
  rows.push_back(row("media-worker", "media.worker", "", file(to(&media_settings::worker)),
                     "The program of the media workers; the one beside this program when absent"));
  rows.push_back(row("media-addresses", "media.addresses", "", media_addresses(),
                     "Where media workers listen, and the address that leads there from outside if it is "
                     "another; this machine's own when absent"));
  rows.push_back(row("media-ports", "media.ports", "40000-49999", media_ports(),
                     "The ports they listen on, UDP and TCP: one of each for each address and participant"));
  rows.push_back(row("recordings", "recordings", "", file(at(&options::recordings)),
                     "The folder for what group rooms of our own record; recordings in the data folder when "
                     "absent"));
}

void add_twilio(std::vector<setting>& rows) {
  rows.push_back(row("video", "video", "twilio",
                     choice<video_source>({{"twilio", video_source::twilio}, {"rooms", video_source::rooms}},
                                          at(&options::video)),
                     "Where calls meet: in Twilio Video's cloud, or in this process"));
  add_media(rows);
  rows.push_back(row("turn-urls", "turn.urls", "",
                     list_that(is_turn_url, "turn:host[:port][?transport=udp|tcp], or turns:",
                               at(&options::turn, &rooms::turn_service::urls)),
                     "TURN servers that relay between people in our own rooms whom no direct path connects"));
  rows.push_back(secret(row("turn-secret", "turn.secret", "",
                            secret_text(16, at(&options::turn, &rooms::turn_service::secret)),
                            "What those TURN servers know as their static-auth-secret")));
  rows.push_back(
      required(twilio(row("twilio-account-sid", "twilio.account_sid", "",
                          sid<twilio::account_sid>("AC and 32 hexadecimal digits", at(&options::account)),
                          "The Twilio account"),
                      "TWILIO_ACCOUNT_SID", "ACCOUNT_SID")));
  rows.push_back(
      required(twilio(row("twilio-api-key", "twilio.api_key", "",
                          sid<twilio::api_key_sid>("SK and 32 hexadecimal digits", at(&options::api_key)),
                          "The API key that access tokens are made with"),
                      "TWILIO_API_KEY", "API_KEY")));
  rows.push_back(required(secret(twilio(row("twilio-api-secret", "twilio.api_secret", "",
                                            secret_text(1, at(&options::api_secret)), "The API key's secret"),
                                        "TWILIO_API_SECRET", "API_SECRET"))));
  rows.push_back(required(secret(
      twilio(row("twilio-auth-token", "twilio.auth_token", "", secret_text(1, at(&options::auth_token)),
                 "The account's token: asks who a Flex token is, and checks webhooks"),
             "TWILIO_AUTH_TOKEN"))));
  rows.push_back(
      required(twilio(row("twilio-workspace-sid", "twilio.workspace_sid", "",
                          sid<twilio::workspace_sid>("WS and 32 hexadecimal digits", at(&options::workspace)),
                          "The TaskRouter workspace of Flex"),
                      "TWILIO_WORKSPACE_SID")));
  rows.push_back(row("twilio-video-url", "twilio.video_url", "https://video.twilio.com",
                     url(&twilio_urls::video), "Twilio's Video API, or a stand-in"));
  rows.push_back(row("twilio-taskrouter-url", "twilio.taskrouter_url", "https://taskrouter.twilio.com",
                     url(&twilio_urls::taskrouter), "Twilio's TaskRouter API, or a stand-in"));
  rows.push_back(row("twilio-iam-url", "twilio.iam_url", "https://iam.twilio.com", url(&twilio_urls::iam),
                     "Where Flex tokens are validated, or a stand-in"));
  rows.push_back(row("twilio-conversations-url", "twilio.conversations_url",
                     "https://conversations.twilio.com", url(&twilio_urls::conversations),
                     "Twilio's Conversations API, or a stand-in"));
  rows.push_back(
      row("whatsapp-templates", "whatsapp.templates", "", invitation_templates(),
          "The approved templates of the message with the link, one for each language, for customers "
          "who wrote more than a day ago"));
  const auto pace = [](auto member) { return at(&options::pace, member); };
  rows.push_back(
      row("twilio-reads-per-second", "twilio.reads_per_second", "60",
          number(1, 10'000, pace(&twilio_pace::reads)),
          "How many lookups we send to each of Twilio's APIs in a second; starting a call takes two of "
          "TaskRouter's"));
  rows.push_back(row("twilio-writes-per-second", "twilio.writes_per_second", "15",
                     number(1, 10'000, pace(&twilio_pace::writes)),
                     "How many other requests we send to each of Twilio's APIs in a second"));
}

void add_policy(std::vector<setting>& rows) {
  const auto to = [](auto member) { return at(&options::policy, member); };
  rows.push_back(row(
      "max-participants", "policy.max_participants", "4", number(2, 50, to(&core::policy::max_participants)),
      "How many may be in one call, the agent included; 49 at most where supervisors may come in"));
  rows.push_back(row("lobby", "policy.lobby", "second_device",
                     choice<core::lobby_rule>({{"never", core::lobby_rule::never},
                                               {"second_device", core::lobby_rule::second_device},
                                               {"always", core::lobby_rule::always}},
                                              to(&core::policy::lobby)),
                     "Which of a link's devices wait until the agent lets them in"));
  rows.push_back(row("recording-allowed", "policy.recording_allowed", "false",
                     truth(to(&core::policy::recording_allowed)), "Whether agents may record calls"));
  rows.push_back(row(
      "supervisor-join", "policy.supervisor_join", "off",
      choice<core::supervisor_rule>({{"off", core::supervisor_rule::off},
                                     {"view", core::supervisor_rule::view},
                                     {"coach", core::supervisor_rule::coach},
                                     {"full", core::supervisor_rule::full}},
                                    to(&core::policy::supervisor_join)),
      "What Flex's supervisors may do in a call under way: not come in, see and hear it, also speak to the "
      "agent alone, to all or in the agent's place, or take part; one at a time, beside the participants"));
  rows.push_back(
      row("supervisor-announced", "policy.supervisor_announced", "true",
          truth(to(&core::policy::supervisor_announced)),
          "Whether the agent is told of a supervisor who watches; one who takes part is always seen"));
  rows.push_back(
      row("consent-version", "policy.consent_version", "2026-11-24",
          text_that(core::is_consent_version, "VERSION",
                    "1 to 64 letters, digits, dots, hyphens and underscores", at(&options::consent_version)),
          "What a guest's consent to a recording is kept under; another one for another text"));
  rows.push_back(row("link-life", "policy.link_life", "24h",
                     duration(1min, 24h * 7, to(&core::policy::link_life)),
                     "How long a customer's link opens the call"));
  rows.push_back(row("longest-call", "policy.longest_call", "4h",
                     duration(10min, 24h, to(&core::policy::longest_call)), "How long a call may last"));
  rows.push_back(row("idle-end", "policy.idle_end", "15m", duration(1min, 24h, to(&core::policy::idle_end)),
                     "When a call ends that nobody is in"));
  rows.push_back(row("retention", "policy.retention", "30d",
                     duration_or_forever(1h, std::chrono::days{3650}, to(&core::policy::retention)),
                     "How long what is known of a call is kept after its end, pictures and all"));
}

void add_rate(std::vector<setting>& rows, const std::string& kind,
              server::rate_limit server::rate_limits::* member, const std::string& whose) {
  const auto initial = server::rate_limits{}.*member;
  rows.push_back(row("rate-" + kind + "-burst", "rates." + kind + "_burst", std::to_string(initial.burst),
                     number(1, 1'000'000, at(&options::rates, member, &server::rate_limit::burst)),
                     "How many requests of one " + whose + " may come at once"));
  rows.push_back(row("rate-" + kind + "-per-minute", "rates." + kind + "_per_minute",
                     std::to_string(initial.per_minute),
                     number(1, 1'000'000, at(&options::rates, member, &server::rate_limit::per_minute)),
                     "How many requests of one " + whose + " may come in a minute, on the long run"));
}

void add_limits(std::vector<setting>& rows) {
  const net::limits limits;
  add_rate(rows, "address", &server::rate_limits::address, "network address");
  add_rate(rows, "link", &server::rate_limits::link, "session's links");
  add_rate(rows, "worker", &server::rate_limits::worker, "Flex worker");
  rows.push_back(row("connections", "limits.connections", std::to_string(limits.connections),
                     number(1, 1'000'000, at(&options::connections)), "How many connections may be open"));
  rows.push_back(row("body-bytes", "limits.body_bytes", std::to_string(limits.body_bytes),
                     number(1024, 16 * 1024 * 1024, at(&options::body_bytes)),
                     "How large a request's body may be"));
}

void add_watching(std::vector<setting>& rows) {
  rows.push_back(row(
      "log-level", "log.level", "info",
      choice<std::string>({{"error", "error"}, {"warn", "warn"}, {"info", "info"}}, at(&options::log_level)),
      "What to log as JSON lines on standard error; info adds every request"));
  rows.push_back(
      secret(row("metrics-token", "metrics.token", "", secret_text(16, at(&options::metrics_token)),
                 "What /metrics wants as its bearer token; it answers loopback only when absent")));
  rows.push_back(row("insecure-get-tokens", "insecure_get_tokens", "false",
                     truth(at(&options::insecure_get_tokens)),
                     "Lets /get-tokens give tokens to anybody, as the original design did"));
}

}  // namespace

const std::vector<setting>& settings() {
  static const auto all = [] {
    std::vector<setting> rows;
    add_site(rows);
    add_twilio(rows);
    add_policy(rows);
    add_limits(rows);
    add_watching(rows);
    return rows;
  }();
  return all;
}

bool holds_secret(const setting& setting, std::string_view text) {
  switch (setting.secrecy) {
    case secrecy::open:
      return false;
    case secrecy::secret:
      return true;
    case secrecy::secret_if_url:
      return is_postgresql(text);
  }
  return true;
}

}  // namespace flex_video::app
