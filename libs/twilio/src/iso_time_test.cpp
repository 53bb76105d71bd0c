#include "flex_video/twilio/iso_time.hpp"

#include <gtest/gtest.h>

namespace flex_video::twilio {
namespace {

using namespace std::chrono_literals;

const base::time_point noon{std::chrono::sys_days{std::chrono::year{2026} / 8 / 1} + 12h};

TEST(iso_time, reads_what_twilio_writes) {
  EXPECT_EQ(parse_iso_time("2026-08-01T12:00:00Z"), noon);
  EXPECT_EQ(parse_iso_time("2026-08-01T12:00:00.25Z"), noon + 250ms);
  EXPECT_EQ(parse_iso_time("2026-08-01T12:00:00.123456789Z"), noon + 123ms);
  EXPECT_EQ(parse_iso_time("2026-08-01T14:30:00+02:30"), noon);
  EXPECT_EQ(parse_iso_time("2026-08-01T04:00:00.000-08:00"), noon);
}

TEST(iso_time, refuses_what_is_no_time) {
  for (const auto* text :
       {"", "2026", "2026-08-01", "2026-08-01T12:00:00", "2026-08-01 12:00:00Z", "2026-08-01T12:00:00ZZ",
        "2026-02-29T12:00:00Z", "2026-00-01T12:00:00Z", "2026-13-01T12:00:00Z", "2026-08-32T12:00:00Z",
        "2026-08-01T24:00:00Z", "2026-08-01T12:60:00Z", "2026-08-01T12:00:61Z", "2026-08-01T12:00:00.Z",
        "2026-08-01T12:00:00+2:00", "+026-08-01T12:00:00Z", "2026-08-01T12:00:00+02:60", "1785585600"}) {
    EXPECT_EQ(parse_iso_time(text), std::nullopt) << text;
  }
}

TEST(iso_time, is_written_as_browsers_write_it) {
  EXPECT_EQ(iso_time(base::time_point{std::chrono::milliseconds{1'795'366'800'007}}),
            "2026-11-22T17:00:00.007Z");
  EXPECT_EQ(iso_time(base::time_point{}), "1970-01-01T00:00:00.000Z");
}

}  // namespace
}  // namespace flex_video::twilio
