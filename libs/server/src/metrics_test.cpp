#include "flex_video/server/metrics.hpp"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

namespace flex_video::server {
namespace {

using namespace std::chrono_literals;

/// The text format's samples by name and labels. Throws std::runtime_error for a line that it does not allow:
/// a sample without its HELP and TYPE before it, a family or a sample that comes twice.
std::map<std::string, double> samples_of(const std::string& text) {
  static const std::regex help{"# HELP ([a-z_]+) [^\\n]+"};
  static const std::regex type{"# TYPE ([a-z_]+) (counter|gauge|histogram)"};
  static const std::regex sample{
      R"re(([a-z_]+)(\{[a-z_]+="[^"\\]*"(,[a-z_]+="[^"\\]*")*\})? (\+Inf|-?[0-9.]+(e[+-]?[0-9]+)?))re"};
  std::map<std::string, double> samples;
  std::set<std::string> families;
  std::string helped;
  std::string family;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    const auto require = [&](bool met) {
      if (!met) throw std::runtime_error("not allowed: " + line);
    };
    if (std::regex_match(line, found, help)) {
      helped = found[1];
      require(families.insert(helped).second);
    } else if (std::regex_match(line, found, type)) {
      require(found[1] == helped);
      family = found[1];
    } else {
      require(std::regex_match(line, found, sample));
      const std::string name = found[1];
      require(name == family || name == family + "_bucket" || name == family + "_sum" ||
              name == family + "_count");
      require(samples.emplace(name + found[2].str(), std::stod(found[4])).second);
    }
  }
  if (!text.ends_with('\n')) throw std::runtime_error("the last line has no end");
  return samples;
}

class counted : public testing::Test {
 protected:
  double value(const std::string& name) const {
    const auto samples = samples_of(metrics_.text());
    const auto found = samples.find("flex_video_" + name);
    if (found == samples.end()) throw std::runtime_error("no sample " + name);
    return found->second;
  }

  metrics metrics_;
};

TEST(metrics_text, check_refuses_what_is_not_allowed) {
  EXPECT_NO_THROW(samples_of("# HELP a b\n# TYPE a counter\na 1\n"));
  for (const auto* text :
       {"a 1\n", "# HELP a b\n# TYPE a counter\na 1", "# HELP a b\n# TYPE a counter\na{b=\"c} 1\n",
        "# HELP a b\n# TYPE a counter\na 1\na 2\n", "# HELP a b\n# TYPE a counter\nb 1\n",
        "# HELP a b\n# TYPE a counter\n\n"}) {
    EXPECT_THROW(samples_of(text), std::runtime_error) << text;
  }
}

TEST_F(counted, every_series_stands_at_zero_from_the_start) {
  const auto samples = samples_of(metrics_.text());
  EXPECT_GT(samples.size(), 100u);
  for (const auto& [name, value] : samples) EXPECT_EQ(value, 0) << name;
}

TEST_F(counted, sessions) {
  metrics_.session_opened();
  metrics_.session_opened();
  metrics_.session_ended(core::end_reason::agent_ended);
  metrics_.open_sessions(7);
  EXPECT_EQ(value("sessions_opened_total"), 2);
  EXPECT_EQ(value("sessions_ended_total{reason=\"agent_ended\"}"), 1);
  EXPECT_EQ(value("sessions_ended_total{reason=\"room_ended\"}"), 0);
  EXPECT_EQ(value("sessions_open"), 7);
  metrics_.open_sessions(0);
  EXPECT_EQ(value("sessions_open"), 0);
}

TEST_F(counted, invites_by_step) {
  const std::pair<invite_step, const char*> steps[] = {
      {invite_step::sent, "sent"},       {invite_step::opened, "opened"}, {invite_step::admitted, "admitted"},
      {invite_step::waiting, "waiting"}, {invite_step::denied, "denied"}, {invite_step::in_room, "in_room"}};
  for (const auto& [step, name] : steps) {
    const auto sample = std::string{"invites_total{step=\""} + name + "\"}";
    EXPECT_EQ(value(sample), 0);
    metrics_.invite(step);
    EXPECT_EQ(value(sample), 1);
  }
}

TEST_F(counted, first_frames_by_seconds_with_the_edge_below) {
  metrics_.first_frame(500ms);
  metrics_.first_frame(501ms);
  metrics_.first_frame(21s);
  EXPECT_EQ(value("first_frame_seconds_bucket{le=\"0.5\"}"), 1);
  EXPECT_EQ(value("first_frame_seconds_bucket{le=\"1\"}"), 2);
  EXPECT_EQ(value("first_frame_seconds_bucket{le=\"20\"}"), 2);
  EXPECT_EQ(value("first_frame_seconds_bucket{le=\"+Inf\"}"), 3);
  EXPECT_EQ(value("first_frame_seconds_count"), 3);
  EXPECT_DOUBLE_EQ(value("first_frame_seconds_sum"), 22.001);
}

TEST_F(counted, provider_calls_by_operation_and_outcome) {
  metrics_.provider_call(provider_operation::validate_token, provider_outcome::unavailable, 10s);
  EXPECT_EQ(value("provider_calls_total{operation=\"validate_token\",outcome=\"unavailable\"}"), 1);
  EXPECT_EQ(value("provider_calls_total{operation=\"validate_token\",outcome=\"ok\"}"), 0);
  EXPECT_EQ(value("provider_call_seconds_bucket{operation=\"validate_token\",le=\"5\"}"), 0);
  EXPECT_EQ(value("provider_call_seconds_bucket{operation=\"validate_token\",le=\"10\"}"), 1);
  EXPECT_EQ(value("provider_call_seconds_count{operation=\"create_room\"}"), 0);
}

TEST_F(counted, store_calls_and_conflicts) {
  metrics_.store_call(store_operation::commit, 500us);
  metrics_.store_conflict();
  EXPECT_EQ(value("store_call_seconds_bucket{operation=\"commit\",le=\"0.0005\"}"), 1);
  EXPECT_EQ(value("store_call_seconds_count{operation=\"find\"}"), 0);
  EXPECT_EQ(value("store_conflicts_total"), 1);
}

TEST_F(counted, rows_that_were_forgotten_by_what_they_were) {
  core::row_counts rows;
  rows[core::kept_row::session] = 2;
  rows[core::kept_row::still] = 7;
  metrics_.forgotten(rows);
  metrics_.forgotten(rows);
  EXPECT_EQ(value("forgotten_rows_total{row=\"session\"}"), 4);
  EXPECT_EQ(value("forgotten_rows_total{row=\"still\"}"), 14);
  EXPECT_EQ(value("forgotten_rows_total{row=\"webhook\"}"), 0);
}

TEST_F(counted, queues_and_streams_as_they_are_now) {
  metrics_.queue_depth(work_queue::webhook_inbox, 3);
  metrics_.event_streams(5);
  EXPECT_EQ(value("queue_depth{queue=\"webhook_inbox\"}"), 3);
  EXPECT_EQ(value("queue_depth{queue=\"workers\"}"), 0);
  EXPECT_EQ(value("event_streams"), 5);
}

TEST_F(counted, requests_by_route_and_status_class) {
  for (const unsigned status : {200u, 299u}) metrics_.request(route_class::visit, status);
  metrics_.request(route_class::visit, 404);
  for (const unsigned status : {0u, 700u}) metrics_.request(route_class::other, status);
  EXPECT_EQ(value("http_requests_total{route=\"visit\",status=\"2xx\"}"), 2);
  EXPECT_EQ(value("http_requests_total{route=\"visit\",status=\"4xx\"}"), 1);
  EXPECT_EQ(value("http_requests_total{route=\"other\",status=\"1xx\"}"), 1);
  EXPECT_EQ(value("http_requests_total{route=\"other\",status=\"5xx\"}"), 1);
}

TEST_F(counted, what_our_own_rooms_hold) {
  metrics_.own_rooms(room_kind::group, 2);
  metrics_.people_in_rooms(5, 6);
  EXPECT_EQ(value("rooms_in_progress{type=\"group\"}"), 2);
  EXPECT_EQ(value("rooms_in_progress{type=\"peer_to_peer\"}"), 0);
  EXPECT_EQ(value("room_participants"), 5);
  EXPECT_EQ(value("signalling_sockets"), 6);
}

TEST_F(counted, what_media_workers_carry_and_used) {
  EXPECT_EQ(value("media_worker_up{worker=\"0\"}"), 0);
  const media_worker_figures first{
      .running = true, .rooms = 1, .participants = 2, .streams = 8, .cpu = 1500ms, .losses = {2, 1, 0}};
  const media_worker_figures second{.losses = {1, 0, 0}};
  metrics_.media_workers(std::array{first, first});
  metrics_.media_workers(std::array{first, second});
  EXPECT_EQ(value("media_worker_up{worker=\"0\"}"), 1);
  EXPECT_EQ(value("media_worker_up{worker=\"1\"}"), 0);
  EXPECT_EQ(value("media_worker_rooms{worker=\"0\"}"), 1);
  EXPECT_EQ(value("media_worker_participants{worker=\"0\"}"), 2);
  EXPECT_EQ(value("media_worker_streams{worker=\"0\"}"), 8);
  EXPECT_EQ(value("media_worker_streams{worker=\"1\"}"), 0);
  EXPECT_EQ(value("media_worker_cpu_seconds_total{worker=\"0\"}"), 1.5);
  EXPECT_EQ(value("media_workers_lost_total{why=\"ended\"}"), 4);
  EXPECT_EQ(value("media_workers_lost_total{why=\"hung\"}"), 2);
  EXPECT_EQ(value("media_workers_lost_total{why=\"misspoke\"}"), 0);
}

TEST_F(counted, who_was_told_to_wait_and_webhooks) {
  metrics_.rate_limited(caller_kind::link);
  metrics_.webhook(core::webhook_source::task_router, webhook_outcome::forged);
  EXPECT_EQ(value("rate_limited_total{by=\"link\"}"), 1);
  EXPECT_EQ(value("webhooks_total{outcome=\"forged\",source=\"task_router\"}"), 1);
  EXPECT_EQ(value("webhooks_total{outcome=\"accepted\",source=\"video\"}"), 0);
}

TEST_F(counted, from_any_thread) {
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 1000; ++n) metrics_.invite(invite_step::sent);
        samples_of(metrics_.text());
      });
    }
  }
  EXPECT_EQ(value("invites_total{step=\"sent\"}"), 4000);
}

}  // namespace
}  // namespace flex_video::server
