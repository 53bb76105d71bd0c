#include "setting.hpp"

#include <gtest/gtest.h>

#include <set>

namespace flex_video::app {
namespace {

TEST(settings, have_names_of_their_own) {
  std::set<std::string> names;
  for (const auto& setting : settings()) {
    EXPECT_TRUE(names.insert(setting.name).second) << setting.name;
    EXPECT_TRUE(names.insert(setting.variable).second) << setting.variable;
    if (setting.key != setting.name) {
      EXPECT_TRUE(names.insert(setting.key).second) << setting.key;
    }
    EXPECT_FALSE(setting.purpose.empty()) << setting.name;
    EXPECT_FALSE(setting.rule.allowed.empty()) << setting.name;
  }
}

TEST(settings, have_defaults_that_they_allow) {
  gathered_options options;
  for (const auto& setting : settings()) {
    if (!setting.initial.empty()) {
      EXPECT_TRUE(setting.rule.take(options, setting.initial)) << setting.name;
    }
  }
}

TEST(settings, know_which_texts_are_secrets) {
  for (const auto& setting : settings()) {
    const bool secret = setting.name == "twilio-api-secret" || setting.name == "twilio-auth-token" ||
                        setting.name == "link-secret" || setting.name == "turn-secret" ||
                        setting.name == "metrics-token";
    EXPECT_EQ(holds_secret(setting, "a"), secret) << setting.name;
    EXPECT_EQ(holds_secret(setting, "postgresql://u:p@h/d"), secret || setting.name == "database")
        << setting.name;
    EXPECT_EQ(holds_secret(setting, "postgres://u:p@h/d"), secret || setting.name == "database")
        << setting.name;
  }
}

struct edge {
  const char* name;
  std::vector<std::string> inside;
  std::vector<std::string> outside;
};

TEST(settings, refuse_what_lies_outside_their_range) {
  const std::string hex(32, '0');
  const edge edges[] = {
      {"base-url",
       {"https://a.example", "https://a.example:8443", "http://127.0.0.1:8080"},
       {"http://a.example", "https://a.example/", "https://u@a.example", "a.example", ""}},
      {"address", {"0.0.0.0", "::"}, {"localhost", "0.0.0.0:80", ""}},
      {"port", {"0", "65535"}, {"65536", "-1", "http", ""}},
      {"trusted-proxies", {"10.0.0.0/8, ::1", ""}, {"10.0.0.0/33", "10.0.0.0/8,,::1", "proxy"}},
      {"allowed-origins",
       {"https://flex.twilio.com,https://b.example", ""},
       {"*", "https://flex.twilio.com/", "null"}},
      {"data", {"."}, {""}},
      {"database", {"a.db", "postgresql://h/d"}, {""}},
      {"workers", {"1", "128"}, {"0", "129"}},
      {"link-secret", {std::string(32, 'x')}, {std::string(31, 'x'), ""}},
      {"video", {"twilio", "rooms"}, {"Twilio", ""}},
      {"room-type", {"peer-to-peer", "group"}, {"go", ""}},
      {"media-workers", {"0", "128"}, {"-1", "129", ""}},
      {"media-streams", {"1", "100000"}, {"0", "100001", ""}},
      {"media-worker", {"worker"}, {""}},
      {"media-addresses",
       {"", "10.0.0.5, fd00::5", "0.0.0.0=203.0.113.7"},
       {"0.0.0.0", "a.example", "10.0.0.5,,::1"}},
      {"media-ports", {"1024-65535", "5000-5000"}, {"1023-2000", "5000", "5001-5000", "5000-65536", ""}},
      {"recordings", {"recordings"}, {""}},
      {"turn-urls", {"turn:a", "turn:a, turns:b:443?transport=tcp", ""}, {"turn:", "turn:a,stun:b"}},
      {"turn-secret", {std::string(16, 'x')}, {std::string(15, 'x'), ""}},
      {"twilio-account-sid", {"AC" + hex}, {"SK" + hex, "AC", "AC" + hex + "0"}},
      {"twilio-api-key", {"SK" + hex}, {"AC" + hex, ""}},
      {"twilio-api-secret", {"x"}, {""}},
      {"twilio-auth-token", {"x"}, {""}},
      {"twilio-workspace-sid", {"WS" + hex}, {"AC" + hex, ""}},
      {"twilio-video-url", {"http://127.0.0.1:1/twilio/video.twilio.com"}, {"https://video.twilio.com/", ""}},
      {"twilio-taskrouter-url", {"http://127.0.0.1:1"}, {"taskrouter", ""}},
      {"twilio-iam-url", {"http://127.0.0.1:1"}, {"iam", ""}},
      {"twilio-conversations-url", {"http://127.0.0.1:1"}, {"iam", ""}},
      {"twilio-reads-per-second", {"1", "10000"}, {"0", "10001"}},
      {"twilio-writes-per-second", {"1", "10000"}, {"0", "10001"}},
      {"max-participants", {"2", "50"}, {"1", "51"}},
      {"lobby", {"never", "second_device", "always"}, {"sometimes", ""}},
      {"recording-allowed", {"true", "false"}, {"yes", ""}},
      {"supervisor-join", {"off", "view", "coach", "full"}, {"listen", ""}},
      {"supervisor-announced", {"true", "false"}, {"yes", ""}},
      {"whatsapp-templates",
       {"", "en=HX" + std::string(32, '1'),
        "de=HX" + std::string(32, '2') + ", en=HX" + std::string(32, '1')},
       {"HX" + std::string(32, '1'), "en=HX" + std::string(31, '1'), "en=MG" + std::string(32, '1'),
        "en=", "english=HX" + std::string(32, '1'), "EN=HX" + std::string(32, '1'),
        "en=HX" + std::string(32, '1') + ",en=HX" + std::string(32, '2')}},
      {"consent-version", {"2026-11-24", "v1.2_de", std::string(64, 'x')}, {"", "a b", std::string(65, 'x')}},
      {"link-life", {"1m", "7d"}, {"59s", "169h"}},
      {"longest-call", {"10m", "24h"}, {"599s", "1441m"}},
      {"idle-end", {"1m", "24h"}, {"59s", "25h"}},
      {"retention", {"1h", "3650d", "forever"}, {"59m", "3651d", "0", "0d", "never", ""}},
      {"rate-address-burst", {"1", "1000000"}, {"0", "1000001"}},
      {"rate-address-per-minute", {"1", "1000000"}, {"0", "1000001"}},
      {"rate-link-burst", {"1", "1000000"}, {"0", "1000001"}},
      {"rate-link-per-minute", {"1", "1000000"}, {"0", "1000001"}},
      {"rate-worker-burst", {"1", "1000000"}, {"0", "1000001"}},
      {"rate-worker-per-minute", {"1", "1000000"}, {"0", "1000001"}},
      {"connections", {"1", "1000000"}, {"0", "1000001"}},
      {"body-bytes", {"1024", "16777216"}, {"1023", "16777217"}},
      {"log-level", {"error", "warn", "info"}, {"debug", ""}},
      {"metrics-token", {std::string(16, 'x')}, {std::string(15, 'x')}},
      {"insecure-get-tokens", {"true", "false"}, {"1"}},
      {"web", {"web/dist/room"}, {""}},
      {"tls-certificate", {"a.pem"}, {""}},
      {"tls-key", {"a.pem"}, {""}},
  };
  gathered_options options;
  std::set<std::string> covered;
  for (const auto& setting : settings()) {
    for (const auto& edge : edges) {
      if (edge.name != setting.name) continue;
      covered.insert(setting.name);
      for (const auto& text : edge.inside)
        EXPECT_TRUE(setting.rule.take(options, text)) << edge.name << " " << text;
      for (const auto& text : edge.outside)
        EXPECT_FALSE(setting.rule.take(options, text)) << edge.name << " " << text;
    }
  }
  EXPECT_EQ(covered.size(), settings().size());
}

}  // namespace
}  // namespace flex_video::app
