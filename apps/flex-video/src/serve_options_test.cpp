#include "serve_options.hpp"

#include "usage_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::app {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string hex(32, '1');
const std::string link_secret(32, 'l');

/// Just enough to start with.
serve_sources enough() {
  return {.flags = {{"base-url", "https://a.example"}},
          .environment = {{"TWILIO_ACCOUNT_SID", "AC" + hex},
                          {"TWILIO_API_KEY", "SK" + hex},
                          {"TWILIO_API_SECRET", "hidden-api-secret"},
                          {"TWILIO_AUTH_TOKEN", "hidden-auth-token"},
                          {"TWILIO_WORKSPACE_SID", "WS" + hex}},
          .file = {},
          .read_file = [](const std::filesystem::path&) { return std::nullopt; }};
}

serve_sources enough_and_file(std::string text, bool others_can_read = false) {
  auto sources = enough();
  sources.file = config_file{.path = "f.toml", .text = std::move(text), .others_can_read = others_can_read};
  return sources;
}

/// What is said about them; nothing if they can be started with.
std::string refusal_of(const serve_sources& sources) {
  try {
    parse_serve_options(sources);
    return {};
  } catch (const usage_error& refused) {
    return refused.what();
  }
}

TEST(serve_options, have_defaults_for_what_can_have_one) {
  const auto options = parse_serve_options(enough());
  EXPECT_EQ(options.base_url, "https://a.example");
  EXPECT_EQ(options.address, "127.0.0.1");
  EXPECT_EQ(options.port, 8080);
  EXPECT_FALSE(options.tls);
  EXPECT_TRUE(options.trusted_proxies.empty());
  EXPECT_EQ(options.allowed_origins, std::vector<std::string>{"https://flex.twilio.com"});
  EXPECT_EQ(options.data, ".flex-video");
  EXPECT_EQ(std::get<std::filesystem::path>(options.database), ".flex-video/flex-video.db");
  EXPECT_EQ(options.video, video_source::twilio);
  EXPECT_EQ(options.twilio.account.str(), "AC" + hex);
  EXPECT_EQ(options.twilio.api_key.str(), "SK" + hex);
  EXPECT_EQ(options.twilio.api_secret.reveal(), "hidden-api-secret");
  EXPECT_EQ(options.auth_token.reveal(), "hidden-auth-token");
  EXPECT_EQ(options.workspace.str(), "WS" + hex);
  EXPECT_EQ(options.urls.video, "https://video.twilio.com");
  EXPECT_EQ(options.urls.conversations, "https://conversations.twilio.com");
  EXPECT_TRUE(options.invitation_templates.empty());
  EXPECT_EQ(options.pace.reads, 60u);
  EXPECT_EQ(options.pace.writes, 15u);
  EXPECT_TRUE(options.link_secret.empty());
  EXPECT_TRUE(options.metrics_token.empty());
  EXPECT_EQ(options.policy.lobby, core::lobby_rule::second_device);
  EXPECT_EQ(options.policy.link_life, 24h);
  EXPECT_EQ(options.policy.longest_call, 4h);
  EXPECT_FALSE(options.policy.recording_allowed);
  EXPECT_EQ(options.rates, server::rate_limits{});
  EXPECT_FALSE(options.insecure_get_tokens);
}

TEST(serve_options, come_from_flags_over_variables_over_the_file) {
  auto sources = enough_and_file("[listen]\nport = 1\naddress = \"::\"\n[log]\nlevel = \"error\"\n");
  sources.environment["FLEX_VIDEO_PORT"] = "2";
  sources.environment["FLEX_VIDEO_ADDRESS"] = "0.0.0.0";
  sources.flags["port"] = "3";
  const auto options = parse_serve_options(sources);
  EXPECT_EQ(options.port, 3);
  EXPECT_EQ(options.address, "0.0.0.0");
  EXPECT_EQ(options.log_level, "error");
}

TEST(serve_options, come_from_the_file_as_a_whole) {
  serve_sources sources = enough();
  sources.flags.clear();
  sources.environment.clear();
  sources.file = config_file{.path = "f.toml", .text = R"(
base_url = "https://b.example"
allowed_origins = ["https://b.example", "https://c.example"]
data = "/var/lib/flex-video"
video = "rooms"
link_secret = ")" + link_secret + R"("
[listen]
tls_certificate = "c.pem"
tls_key = "k.pem"
[twilio]
account_sid = "AC)" + hex + R"("
api_key = "SK)" + hex + R"("
api_secret = "s"
auth_token = "t"
workspace_sid = "WS)" + hex + R"("
[policy]
lobby = "always"
idle_end = "90s"
[rates]
link_burst = 7
link_per_minute = 8
)"};
  const auto options = parse_serve_options(sources);
  EXPECT_EQ(options.base_url, "https://b.example");
  EXPECT_EQ(options.allowed_origins, (std::vector<std::string>{"https://b.example", "https://c.example"}));
  EXPECT_EQ(std::get<std::filesystem::path>(options.database), "/var/lib/flex-video/flex-video.db");
  EXPECT_EQ(options.video, video_source::rooms);
  EXPECT_EQ(options.link_secret.reveal(), link_secret);
  EXPECT_EQ(options.tls.value().certificate, "c.pem");
  EXPECT_EQ(options.tls.value().key, "k.pem");
  EXPECT_EQ(options.twilio.api_secret.reveal(), "s");
  EXPECT_EQ(options.policy.lobby, core::lobby_rule::always);
  EXPECT_EQ(options.policy.idle_end, 90s);
  EXPECT_EQ(options.rates.link, (server::rate_limit{.burst = 7, .per_minute = 8}));
}

TEST(serve_options, take_the_original_design_s_names_after_twilio_s) {
  auto sources = enough();
  sources.environment.erase("TWILIO_ACCOUNT_SID");
  sources.environment["ACCOUNT_SID"] = "AC" + std::string(32, '2');
  sources.environment["API_KEY"] = "SK" + std::string(32, '2');
  sources.environment["TWILIO_API_SECRET"] = "";
  sources.environment["API_SECRET"] = "original";
  const auto options = parse_serve_options(sources);
  EXPECT_EQ(options.twilio.account.str(), "AC" + std::string(32, '2'));
  EXPECT_EQ(options.twilio.api_key.str(), "SK" + hex);
  EXPECT_EQ(options.twilio.api_secret.reveal(), "original");
}

TEST(serve_options, read_secrets_from_files) {
  auto sources = enough();
  sources.environment.erase("TWILIO_AUTH_TOKEN");
  sources.environment["TWILIO_AUTH_TOKEN_FILE"] = "/run/secrets/token";
  sources.environment["FLEX_VIDEO_DATABASE_FILE"] = "/run/secrets/database";
  sources.environment["FLEX_VIDEO_LINK_SECRET"] = link_secret;
  sources.read_file = [](const std::filesystem::path& path) -> std::optional<std::string> {
    return path == "/run/secrets/token" ? "from-file\r\n" : "postgresql://u:p@h/d\n";
  };
  const auto options = parse_serve_options(sources);
  EXPECT_EQ(options.auth_token.reveal(), "from-file");
  EXPECT_EQ(std::get<base::secret>(options.database).reveal(), "postgresql://u:p@h/d");
}

TEST(serve_options, refuse_a_secret_s_file_that_cannot_be_read_or_has_a_rival) {
  auto sources = enough();
  sources.environment["TWILIO_AUTH_TOKEN_FILE"] = "/nowhere";
  EXPECT_EQ(refusal_of(sources), "TWILIO_AUTH_TOKEN and TWILIO_AUTH_TOKEN_FILE are both set; keep one");
  sources.environment.erase("TWILIO_AUTH_TOKEN");
  EXPECT_EQ(refusal_of(sources), "TWILIO_AUTH_TOKEN_FILE (/nowhere): the file can't be read");
}

TEST(serve_options, refuse_a_secret_as_a_flag) {
  auto sources = enough();
  sources.flags["database"] = "postgresql://hidden@h/d";
  EXPECT_EQ(refusal_of(sources),
            "--database: others see it in the process list; set FLEX_VIDEO_DATABASE or "
            "FLEX_VIDEO_DATABASE_FILE instead");
  sources.flags = {{"base-url", "https://a.example"}, {"twilio-auth-token", "hidden"}};
  EXPECT_EQ(refusal_of(sources),
            "--twilio-auth-token: others see it in the process list; set TWILIO_AUTH_TOKEN or "
            "TWILIO_AUTH_TOKEN_FILE instead");
}

TEST(serve_options, refuse_a_file_with_a_secret_that_others_can_read) {
  const std::string text = "[metrics]\ntoken = \"hidden-hidden-hidden\"\n";
  EXPECT_EQ(refusal_of(enough_and_file(text)), "");
  EXPECT_EQ(refusal_of(enough_and_file(text, true)),
            "f.toml:2: metrics.token is a secret, and everybody on this machine can read the file; run chmod "
            "o= f.toml, "
            "or move it to FLEX_VIDEO_METRICS_TOKEN or FLEX_VIDEO_METRICS_TOKEN_FILE");
  EXPECT_THAT(refusal_of(enough_and_file("database = \"postgresql://u:hidden@h/d\"\n", true)),
              AllOf(StartsWith("f.toml:1: database is a secret"), Not(HasSubstr("hidden"))));
  EXPECT_EQ(refusal_of(enough_and_file("database = \"a.db\"\n", true)), "");
}

TEST(serve_options, refuse_a_readable_secret_even_where_a_variable_wins) {
  auto sources = enough_and_file("[twilio]\nauth_token = \"hidden\"\n", true);
  EXPECT_THAT(refusal_of(sources), StartsWith("f.toml:2: twilio.auth_token is a secret"));
}

TEST(serve_options, refuse_names_that_nobody_knows_with_the_nearest) {
  auto sources = enough_and_file("[policy]\nmax_participant = 3\n");
  sources.environment["FLEX_VIDEO_PROT"] = "1";
  sources.environment["FLEX_VIDEO_PORT_FILE"] = "p";
  sources.environment["FLEX_VIDEO_METRICS_TOKEN_FILES"] = "p";
  sources.environment["TWILIO_SOMETHING_ELSE"] = "of no concern";
  sources.environment["FLEX_VIDEO_CONFIG"] = "f.toml";
  EXPECT_EQ(refusal_of(sources),
            "f.toml:2: there is no setting policy.max_participant; did you mean policy.max_participants?\n"
            "FLEX_VIDEO_METRICS_TOKEN_FILES: there is no such variable; did you mean "
            "FLEX_VIDEO_METRICS_TOKEN_FILE?\n"
            "FLEX_VIDEO_PORT_FILE: there is no such variable; did you mean FLEX_VIDEO_PORT?\n"
            "FLEX_VIDEO_PROT: there is no such variable; did you mean FLEX_VIDEO_PORT?");
}

TEST(serve_options, say_where_a_bad_value_came_from_and_do_not_repeat_it) {
  auto sources = enough_and_file("[policy]\nlink_life = \"hidden\"\n");
  sources.flags["port"] = "hidden";
  sources.environment["FLEX_VIDEO_LOBBY"] = "hidden";
  sources.environment["TWILIO_API_KEY"] = "hidden";
  sources.environment["FLEX_VIDEO_LINK_SECRET"] = "hidden";
  EXPECT_EQ(refusal_of(sources),
            "--port: must be a number from 0 to 65535\n"
            "FLEX_VIDEO_LINK_SECRET: must be a text of 32 characters at least\n"
            "TWILIO_API_KEY: must be SK and 32 hexadecimal digits\n"
            "FLEX_VIDEO_LOBBY: must be one of never, second_device, always\n"
            "f.toml:2: must be a duration from 1m to 7d (a number and s, m, h or d)");
}

TEST(serve_options, say_what_is_missing_and_how_to_give_it) {
  serve_sources nothing;
  const auto said = refusal_of(nothing);
  EXPECT_THAT(
      said,
      HasSubstr("base-url is missing: give --base-url, FLEX_VIDEO_BASE_URL, or base_url in the TOML file"));
  EXPECT_THAT(
      said,
      HasSubstr("TWILIO_AUTH_TOKEN is missing: set it, or TWILIO_AUTH_TOKEN_FILE, or twilio.auth_token in "
                "the TOML file"));
  for (const auto* name :
       {"twilio-account-sid", "twilio-api-key", "TWILIO_API_SECRET", "twilio-workspace-sid"}) {
    EXPECT_THAT(said, HasSubstr(std::string{name} + " is missing"));
  }
}

TEST(serve_options, refuse_a_certificate_without_its_key_and_a_key_without_its_certificate) {
  for (const auto* one : {"tls-certificate", "tls-key"}) {
    auto sources = enough();
    sources.flags[one] = "a.pem";
    EXPECT_EQ(refusal_of(sources), "tls-certificate and tls-key are given together or not at all");
  }
}

TEST(serve_options, refuse_postgresql_without_the_link_secret_that_its_servers_share) {
  auto sources = enough();
  sources.environment["FLEX_VIDEO_DATABASE"] = "postgresql://127.0.0.1/calls";
  EXPECT_THAT(refusal_of(sources), StartsWith("FLEX_VIDEO_LINK_SECRET is missing: with PostgreSQL"));
  sources.environment["FLEX_VIDEO_LINK_SECRET"] = link_secret;
  EXPECT_EQ(refusal_of(sources), "");
}

TEST(serve_options, take_turn_servers_with_their_secret_for_rooms_of_our_own) {
  auto sources = enough();
  sources.flags["turn-urls"] = "turn:turn.example, turns:turn.example:443?transport=tcp";
  EXPECT_EQ(refusal_of(sources),
            "turn-urls and FLEX_VIDEO_TURN_SECRET are given together or not at all\n"
            "turn-urls are for the video of rooms: Twilio has TURN servers of its own");
  sources.flags["video"] = "rooms";
  sources.environment["FLEX_VIDEO_TURN_SECRET"] = "sixteen or longer";
  const auto options = parse_serve_options(sources);
  EXPECT_EQ(options.turn.urls.size(), 2u);
  EXPECT_TRUE(options.turn.secret.matches("sixteen or longer"));
}

TEST(serve_options, have_group_calls_in_rooms_of_our_own) {
  auto sources = enough();
  EXPECT_EQ(parse_serve_options(sources).media.room_type, std::nullopt);
  sources.flags["room-type"] = "group";
  EXPECT_EQ(refusal_of(sources), "room-type is for the video of rooms: Twilio's are all group rooms");
  sources.flags["video"] = "rooms";
  sources.flags["media-workers"] = "3";
  sources.flags["media-addresses"] = "0.0.0.0=203.0.113.7, fd00::5";
  sources.flags["media-ports"] = "5000-5100";
  sources.flags["media-streams"] = "9";
  const auto media = parse_serve_options(sources).media;
  EXPECT_EQ(media.room_type, rooms::room_type::group);
  EXPECT_EQ(media.workers, 3U);
  EXPECT_EQ(media.streams_per_worker, 9U);
  ASSERT_EQ(media.addresses.size(), 2U);
  EXPECT_EQ(media.addresses[0].announced, "203.0.113.7");
  EXPECT_EQ(media.ports, (port_range{5'000, 5'100}));
}

TEST(serve_options, let_supervisors_choose_who_hears_them_where_a_server_is_in_between) {
  auto sources = enough();
  sources.flags["supervisor-join"] = "coach";
  EXPECT_EQ(refusal_of(sources), "");
  sources.flags["video"] = "rooms";
  EXPECT_EQ(refusal_of(sources), "");
  sources.flags["room-type"] = "peer-to-peer";
  EXPECT_EQ(
      refusal_of(sources),
      "supervisor-join=coach needs the room-type group: what goes from browser to browser can't be kept "
      "from anybody");
  sources.flags["room-type"] = "group";
  EXPECT_EQ(refusal_of(sources), "");
}

TEST(serve_options, refuse_to_allow_recording_where_nothing_records) {
  auto sources = enough();
  sources.flags["recording-allowed"] = "true";
  EXPECT_EQ(refusal_of(sources), "");
  sources.flags["video"] = "rooms";
  EXPECT_EQ(refusal_of(sources), "");
  sources.flags["room-type"] = "peer-to-peer";
  EXPECT_EQ(refusal_of(sources),
            "recording-allowed needs the room-type group: what goes from browser to browser is not recorded");
  sources.flags["room-type"] = "group";
  EXPECT_EQ(refusal_of(sources), "");
}

TEST(serve_options, keep_recordings_beside_the_other_data) {
  auto sources = enough();
  sources.flags["data"] = "kept";
  EXPECT_EQ(parse_serve_options(sources).recordings, "kept/recordings");
  sources.flags["recordings"] = "films";
  EXPECT_EQ(parse_serve_options(sources).recordings, "films");
}

serve_sources nothing() { return {.flags = {}, .environment = {}, .file = {}, .read_file = {}}; }

TEST(media_settings, need_no_other_setting) {
  auto sources = nothing();
  EXPECT_EQ(parse_media_settings(sources).workers, std::nullopt);
  sources.flags["media-workers"] = "0";
  sources.environment["FLEX_VIDEO_MEDIA_PORTS"] = "5000-5100";
  EXPECT_EQ(parse_media_settings(sources).workers, 0U);
  EXPECT_EQ(parse_media_settings(sources).ports, (port_range{5'000, 5'100}));
  sources.environment["FLEX_VIDEO_MEDIA_PORTS"] = "80-90";
  EXPECT_THROW(parse_media_settings(sources), usage_error);
}

TEST(database_place, needs_no_other_setting) {
  EXPECT_EQ(std::get<std::filesystem::path>(parse_data_places(nothing()).database),
            ".flex-video/flex-video.db");
  auto sources = nothing();
  sources.flags["data"] = "/var/lib/x";
  EXPECT_EQ(std::get<std::filesystem::path>(parse_data_places(sources).database), "/var/lib/x/flex-video.db");
  sources.flags["database"] = "a.db";
  EXPECT_EQ(std::get<std::filesystem::path>(parse_data_places(sources).database), "a.db");
}

TEST(database_place, is_found_where_serve_finds_it) {
  auto sources = nothing();
  sources.file =
      config_file{.path = "f.toml", .text = "port = 1\ndatabase = \"b.db\"\n", .others_can_read = false};
  EXPECT_THROW(parse_data_places(sources).database, usage_error) << "a name that nobody knows";
  sources.file->text = "database = \"b.db\"\n";
  EXPECT_EQ(std::get<std::filesystem::path>(parse_data_places(sources).database), "b.db");
  sources.environment["FLEX_VIDEO_DATABASE"] = "postgresql://u:p@h/d";
  EXPECT_EQ(std::get<base::secret>(parse_data_places(sources).database).reveal(), "postgresql://u:p@h/d");
  EXPECT_EQ(url_of(parse_data_places(sources).database).reveal(), "postgresql://u:p@h/d");
  EXPECT_EQ(url_of(std::filesystem::path{"b.db"}).reveal(), "sqlite:b.db");
}

TEST(database_place, is_no_flag_when_it_is_a_secret) {
  auto sources = nothing();
  sources.flags["database"] = "postgresql://hidden@h/d";
  try {
    parse_data_places(sources).database;
    FAIL();
  } catch (const usage_error& refused) {
    EXPECT_THAT(refused.what(), AllOf(StartsWith("--database: others see it"), Not(HasSubstr("hidden"))));
  }
}

}  // namespace
}  // namespace flex_video::app
