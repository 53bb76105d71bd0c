#include "recording/media_addresses.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;

struct addressing_media : testing::Test {
  base::manual_clock clock;
  base::counting_random random;
  media_addresses addresses{"https://video.example", clock, random};
  std::string file = "RT" + std::string(32, '1') + ".mkv";
  std::string address = addresses.make("/recordings/", file);
  twilio::form query = twilio::parse_form(address.substr(address.find('?') + 1)).value();
};

TEST_F(addressing_media, admits_by_the_address_it_made) {
  EXPECT_TRUE(address.starts_with("https://video.example/recordings/" + file + '?')) << address;
  EXPECT_TRUE(addresses.admits(file, query));
}

TEST_F(addressing_media, admits_no_longer_than_it_lives) {
  clock.advance(media_addresses::life);
  EXPECT_TRUE(addresses.admits(file, query));
  clock.advance(1ms);
  EXPECT_FALSE(addresses.admits(file, query));
}

TEST_F(addressing_media, admits_to_no_other_file_and_not_for_longer_than_was_signed) {
  EXPECT_FALSE(addresses.admits("RT" + std::string(32, '2') + ".mkv", query));
  query[0].value.back() = query[0].value.back() == '9' ? '8' : '9';
  EXPECT_FALSE(addresses.admits(file, query));
}

TEST_F(addressing_media, admits_nobody_without_a_signature) {
  EXPECT_FALSE(addresses.admits(file, {}));
  EXPECT_FALSE(addresses.admits(file, {query[0]}));
  EXPECT_FALSE(addresses.admits(file, {{"until", "soon"}, query[1]}));
  EXPECT_FALSE((media_addresses{"https://video.example", clock, random}.admits(file, query)))
      << "another server has another key";
}

}  // namespace
}  // namespace flex_video::rooms
