#include "rest/page.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

/// The query of the page that an address leads to.
twilio::form query_of(const boost::json::value& url) {
  const std::string text{url.as_string()};
  return twilio::parse_form(text.substr(text.find('?') + 1)).value();
}

struct paging : testing::Test {
  std::vector<ordinal> items{9, 8, 5, 3, 1};
  twilio::form query{{"Status", "completed"}, {"PageSize", "2"}};

  page_place place() { return place_page(items, read_page_request(query).value()); }
  boost::json::object meta() {
    const auto asked = read_page_request(query).value();
    return page_meta("rooms", "http://here/v1/Rooms", query, asked, place_page(items, asked));
  }
  void follow(std::string_view member) { query = query_of(meta().at(member)); }
};

TEST_F(paging, goes_forth_to_the_end_and_back) {
  EXPECT_EQ(place().begin, 0u);
  EXPECT_TRUE(meta().at("previous_page_url").is_null());
  follow("next_page_url");
  EXPECT_EQ(twilio::form_value(query, "Status"), "completed");
  EXPECT_EQ(meta().at("page"), 1u);
  EXPECT_EQ(place().begin, 2u);
  follow("next_page_url");
  EXPECT_EQ(place().begin, 4u);
  EXPECT_EQ(place().end, 5u);
  EXPECT_TRUE(meta().at("next_page_url").is_null());
  follow("previous_page_url");
  EXPECT_EQ(place().begin, 2u);
  EXPECT_EQ(place().end, 4u);
}

TEST_F(paging, tells_nothing_twice_when_the_list_grows_or_shrinks) {
  follow("next_page_url");
  items.insert(items.begin(), {11, 10});
  EXPECT_EQ(items[place().begin], 5u);
  std::erase(items, 8u);  // the last of the page before
  EXPECT_EQ(items[place().begin], 5u);
}

TEST_F(paging, counts_pages_without_a_token) {
  query = {{"PageSize", "2"}, {"Page", "1"}};
  EXPECT_EQ(place().begin, 2u);
  query = {{"PageSize", "2"}, {"Page", "4000000000"}};
  EXPECT_EQ(place().begin, 5u);
  EXPECT_EQ(place().end, 5u);
}

TEST_F(paging, of_nothing_is_one_empty_page) {
  items.clear();
  EXPECT_EQ(place().end, 0u);
  EXPECT_TRUE(meta().at("next_page_url").is_null());
  EXPECT_EQ(meta().at("page_size"), 2u);
}

TEST(page_request, refuses_what_it_did_not_give_out) {
  for (const auto& [name, value] :
       {std::pair{"PageSize", "0"}, std::pair{"PageSize", "1001"}, std::pair{"PageSize", "x"},
        std::pair{"Page", "-1"}, std::pair{"PageToken", "7"}, std::pair{"PageToken", "PNx"},
        std::pair{"PageToken", "PN"}})
    EXPECT_EQ(read_page_request({{name, value}}).error().code, 20001) << name << value;
  EXPECT_EQ(read_page_request({{"PageSize", "1000"}})->size, 1000u);
}

}  // namespace
}  // namespace flex_video::rooms
