#include "sync/sync_api.hpp"

#include "test_parts.hpp"

#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

constexpr std::string_view host = "cds.us1.twilio.com";

class sync_api_test : public testing::Test {
 protected:
  web_reply get(std::string_view path, const json::object& parameters = {}) {
    return test.inside("ada", "GET", host, path, {}, parameters);
  }
  web_reply query(std::string_view index, std::string_view expression) {
    return test.inside("ada", "POST", host, "/v3/Insights/" + std::string{index} + "/Items",
                       json::serialize(json::object{{"query_string", expression}, {"type", "live_query"}}));
  }
  std::vector<long long> indexes(const json::object& parameters) {
    const auto answer = object_of(get("/v3/Lists/numbers/Items", parameters));
    std::vector<long long> found;
    for (const auto& item : answer.at("items").as_array()) found.push_back(item.at("index").as_int64());
    next = answer.at("meta").at("next_token");
    return found;
  }

  test_parts test;
  json::value next;
};

TEST_F(sync_api_test, describes_objects_by_name_in_both_versions) {
  auto& map = test.parts.objects.open(object_kind::map, "ada.info");
  const auto by_name = object_of(get("/v3/Maps/ada.info"));
  EXPECT_EQ(by_name.at("sid"), json::value(map.sid));
  const auto path = "/v4/Services/" + test.parts.account.chat_service + "/Maps/" + map.sid;
  EXPECT_EQ(object_of(get(path)).at("unique_name"), "ada.info");
}

TEST_F(sync_api_test, refuses_unknown_objects_and_items_without_calling_them_unknown_requests) {
  test.parts.objects.open(object_kind::map, "ada.info");
  EXPECT_EQ(get("/v3/Maps/nobody.info").status, 404u);
  EXPECT_EQ(get("/v3/Lists/ada.info").status, 404u);
  EXPECT_EQ(get("/v3/Maps/ada.info/Items/nothing").status, 404u);
  EXPECT_EQ(query("tr-nonsense", "").status, 404u);
  EXPECT_TRUE(test.parts.log.unknown_requests().empty());
}

TEST_F(sync_api_test, logs_what_it_has_no_answer_for) {
  EXPECT_EQ(get("/v3/Streams/x").status, 404u);
  EXPECT_EQ(get("/v9/Maps/x").status, 404u);
  EXPECT_EQ(test.parts.log.unknown_requests().size(), 2u);
  EXPECT_EQ(test.parts.log.unknown_requests().front(), "GET cds.us1.twilio.com/v3/Streams/x");
}

TEST_F(sync_api_test, pages_through_a_list_in_both_directions) {
  auto& list = test.parts.objects.open(object_kind::list, "numbers");
  for (int i = 0; i < 12; ++i) test.parts.objects.put(list, std::to_string(i), nullptr);
  EXPECT_EQ(indexes({{"PageSize", "5"}, {"Order", "desc"}}), (std::vector<long long>{11, 10, 9, 8, 7}));
  EXPECT_EQ(indexes({{"PageToken", next}}), (std::vector<long long>{6, 5, 4, 3, 2}));
  EXPECT_EQ(indexes({{"PageToken", next}}), (std::vector<long long>{1, 0}));
  EXPECT_TRUE(next.is_null());
  EXPECT_EQ(indexes({{"PageSize", "2"}, {"From", "9"}}), (std::vector<long long>{9, 10}));
  EXPECT_EQ(indexes({{"PageToken", next}}), (std::vector<long long>{11}));
  EXPECT_EQ(indexes({{"PageSize", "2"}, {"From", "9"}, {"Order", "desc"}}), (std::vector<long long>{9, 8}));
  EXPECT_EQ(indexes({{"Index", "3"}}), (std::vector<long long>{3}));
}

TEST_F(sync_api_test, bounds_the_size_of_a_page) {
  auto& list = test.parts.objects.open(object_kind::list, "numbers");
  for (int i = 0; i < 150; ++i) test.parts.objects.put(list, std::to_string(i), nullptr);
  EXPECT_EQ(indexes({{"PageSize", "1000"}}).size(), 100u);
  EXPECT_EQ(indexes({{"PageSize", "0"}}).size(), 1u);
  EXPECT_EQ(indexes({{"PageSize", "-7"}}).size(), 1u);
  EXPECT_EQ(indexes({{"PageToken", "desc.99999.149"}}).size(), 100u);
  EXPECT_EQ(indexes({{"PageToken", "junk"}}).size(), 50u);
}

TEST_F(sync_api_test, shows_the_teams_view_agents_and_their_work) {
  const auto contact = test.arrive_accepted();
  const auto workers = object_of(query("tr-worker", ""));
  EXPECT_EQ(workers.at("items").as_array().size(), 2u) << "a supervisor is no agent";
  const auto expression =
      "data.worker_sid == \"" + test.who("ada").worker.str() + "\" && (data.status not_in [\"completed\"])";
  const auto tasks = object_of(query("tr-reservation", expression));
  ASSERT_EQ(tasks.at("items").as_array().size(), 1u);
  EXPECT_EQ(tasks.at("items").at(0).at("key"), json::value(contact.held->sid.text()));
  EXPECT_EQ(tasks.at("items").at(0).at("data").at("attributes").at("customerName"), "Cus Tomer");
}

TEST_F(sync_api_test, refuses_malformed_queries_and_bodies) {
  EXPECT_EQ(query("tr-worker", "nonsense").status, 400u);
  EXPECT_EQ(test.inside("ada", "POST", host, "/v3/Insights/tr-worker/Items", "{").status, 400u);
}

}  // namespace
}  // namespace flex_video::sandbox
