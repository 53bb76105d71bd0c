#include "sync/object_store.hpp"

#include "test_parts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class object_store_test : public testing::Test {
 protected:
  object_store_test() { test.parts.out.take(); }

  sync_event only_event() {
    auto effects = test.parts.out.take();
    EXPECT_EQ(effects.size(), 1u);
    return std::get<sync_event>(effects.at(0));
  }

  test_parts test;
  object_store& objects = test.parts.objects;
};

TEST_F(object_store_test, finds_an_object_by_name_and_by_sid_of_its_kind) {
  auto& map = objects.open(object_kind::map, "ada.info");
  EXPECT_EQ(&objects.open(object_kind::map, "ada.info"), &map);
  EXPECT_EQ(objects.find(object_kind::map, "ada.info"), &map);
  EXPECT_EQ(objects.find(object_kind::map, map.sid), &map);
  EXPECT_EQ(objects.find(object_kind::list, map.sid), nullptr);
  EXPECT_EQ(objects.find(object_kind::list, "ada.info"), nullptr);
  EXPECT_TRUE(map.sid.starts_with("MP"));
}

TEST_F(object_store_test, tells_a_list_item_with_all_that_the_client_reads) {
  auto& list = objects.open(object_kind::list, "CH.messages");
  objects.put(list, "0", {{"text", "hi"}});
  const auto added = only_event();
  EXPECT_EQ(added.object_sid, list.sid);
  EXPECT_EQ(added.type, "list_item_added");
  EXPECT_EQ(added.event.at("list_sid"), json::value(list.sid));
  EXPECT_EQ(added.event.at("item_index"), 0);
  EXPECT_EQ(added.event.at("item_data").at("text"), "hi");
  EXPECT_EQ(added.event.at("id"), 2);
  objects.put(list, "0", {{"text", "ho"}});
  const auto updated = only_event();
  EXPECT_EQ(updated.type, "list_item_updated");
  EXPECT_EQ(updated.event.at("id"), 3) << "ids must grow";
}

TEST_F(object_store_test, tells_a_removed_map_item_once) {
  auto& map = objects.open(object_kind::map, "CH.roster");
  objects.put(map, "MB1", json::object{});
  told(test.parts.out);
  objects.remove(map, "MB1");
  EXPECT_EQ(only_event().event.at("item_key"), "MB1");
  objects.remove(map, "MB1");
  EXPECT_TRUE(test.parts.out.empty());
}

TEST_F(object_store_test, tells_a_written_document) {
  auto& document = objects.open(object_kind::document, "CH.channel");
  objects.write(document, {{"a", 1}});
  const auto event = only_event();
  EXPECT_EQ(event.type, "document_updated");
  EXPECT_EQ(event.event.at("document_data").at("a"), 1);
  EXPECT_EQ(objects.describe(document).at("data").at("a"), 1);
  EXPECT_EQ(objects.describe(document).at("last_event_id"), 2);
}

TEST_F(object_store_test, keeps_the_indexes_of_a_list_in_the_order_of_numbers) {
  auto& list = objects.open(object_kind::list, "l");
  for (const auto* index : {"10", "9", "100", "0"}) objects.put(list, index, nullptr);
  std::vector<std::string> order;
  for (const auto& [key, item] : list.items) order.push_back(key);
  EXPECT_THAT(order, ElementsAre("0", "9", "10", "100"));
}

TEST_F(object_store_test, remembers_a_limited_number_of_events) {
  auto& list = objects.open(object_kind::list, "l");
  const auto count = static_cast<long long>(object_store::history_length) + 5;
  for (long long i = 0; i < count; ++i) objects.put(list, std::to_string(i), nullptr);
  EXPECT_EQ(objects.events_since(list.sid, 0).size(), object_store::history_length);
  EXPECT_EQ(objects.events_since(list.sid, list.last_event - 1).size(), 1u);
  EXPECT_THAT(objects.events_since(list.sid, list.last_event), IsEmpty());
  EXPECT_THAT(objects.events_since("ES0", 0), IsEmpty());
}

}  // namespace
}  // namespace flex_video::sandbox
