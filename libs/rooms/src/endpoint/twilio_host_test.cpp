#include "endpoint/twilio_host.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

TEST(twilio_host, takes_every_region_of_twilio_s_for_signalling) {
  for (const std::string_view region :
       {"global", "gll", "us1", "us2", "ie1", "de1", "au1", "br1", "jp1", "sg1", "in1"}) {
    EXPECT_TRUE(is_host_of(twilio_service::signalling, std::string{region} + ".vss.twilio.com")) << region;
  }
  EXPECT_TRUE(is_host_of(twilio_service::signalling, "Global.VSS.twilio.com.:8443"));
}

TEST(twilio_host, has_no_other_signalling) {
  for (const std::string_view host :
       {"foo.vss.twilio.com", ".vss.twilio.com", "vss.twilio.com", "us1.twilio.com",
        "us1.vss.stage.twilio.com", "sdkgw.us1.twilio.com", "a.us1.vss.twilio.com", "video.twilio.com"}) {
    EXPECT_FALSE(is_host_of(twilio_service::signalling, host)) << host;
  }
}

TEST(twilio_host, takes_a_gateway_of_a_region_for_telemetry) {
  EXPECT_TRUE(is_host_of(twilio_service::telemetry, "sdkgw.us1.twilio.com"));
  EXPECT_TRUE(is_host_of(twilio_service::telemetry, "sdkgw.ie1.twilio.com:443"));
  for (const std::string_view host :
       {"sdkgw.foo.twilio.com", "sdkgw.twilio.com", "global.vss.twilio.com", "sdkgw.stage-us1.twilio.com"}) {
    EXPECT_FALSE(is_host_of(twilio_service::telemetry, host)) << host;
  }
}

TEST(twilio_host, is_our_own_unless_it_is_twilio_s) {
  for (const std::string_view host :
       {"", "127.0.0.1:8080", "[::1]:8080", "video.example.com", "twilio.com.example", "faketwilio.com"}) {
    EXPECT_TRUE(is_host_of(twilio_service::signalling, host)) << host;
    EXPECT_TRUE(is_host_of(twilio_service::telemetry, host)) << host;
  }
}

}  // namespace
}  // namespace flex_video::rooms
