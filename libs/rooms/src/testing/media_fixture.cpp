#include "testing/media_fixture.hpp"

#include <chrono>
#include <utility>

namespace flex_video::rooms {

rtp_parameters opus(std::uint32_t ssrc, std::uint8_t payload_type) {
  return {.mid = "0",
          .codecs = {{.name = "opus",
                      .payload_type = payload_type,
                      .clock_rate = 48'000,
                      .channels = 2,
                      .parameters = {{"minptime", "10"}, {"useinbandfec", "1"}},
                      .feedback = {{.type = "transport-cc", .parameter = {}}}}},
          .extensions = {{.uri = "urn:ietf:params:rtp-hdrext:ssrc-audio-level", .id = 1}},
          .encodings = {{.ssrc = ssrc}},
          .cname = "browser"};
}

rtp_parameters vp8(std::vector<rtp_encoding> encodings, std::uint8_t payload_type, std::uint8_t rtx) {
  return {.mid = "1",
          .codecs = {{.name = "VP8",
                      .payload_type = payload_type,
                      .clock_rate = 90'000,
                      .feedback = {{.type = "nack", .parameter = {}},
                                   {.type = "nack", .parameter = "pli"},
                                   {.type = "transport-cc", .parameter = {}}}},
                     {.name = "rtx",
                      .payload_type = rtx,
                      .clock_rate = 90'000,
                      .parameters = {{"apt", std::to_string(payload_type)}}}},
          .extensions = {{.uri = "urn:3gpp:video-orientation", .id = 8},
                         {.uri = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
                          .id = 5}},
          .encodings = std::move(encodings),
          .cname = "browser"};
}

rtp_parameters h264(rtp_encoding encoding, std::uint8_t payload_type, std::uint8_t rtx) {
  auto parameters = vp8({encoding}, payload_type, rtx);
  parameters.codecs.front().name = "H264";
  parameters.codecs.front().parameters = {
      {"packetization-mode", "1"}, {"profile-level-id", "42e01f"}, {"level-asymmetry-allowed", "1"}};
  return parameters;
}

media_router& media_working::open() {
  auto opened = pool->open_router([this](const media_event& event) {
    told.push_back(event);
    loop.stop();
  });
  if (!opened) throw std::runtime_error{opened.error().detail};
  routers.push_back(std::move(*opened));
  return *routers.back();
}

void media_working::until(const std::function<bool()>& done) {
  bool hopeless = false;
  const auto guard = loop.after(std::chrono::seconds{10}, [&] {
    hopeless = true;
    loop.stop();
  });
  while (!done() && !hopeless) loop.run();
  EXPECT_FALSE(hopeless) << "never came; the worker said: " << testing::PrintToString(logged);
}

void media_working::settle(media_router& router, transport_id over) {
  bool answered = false;
  router.measure(over, [&](const transport_statistics&) {
    answered = true;
    loop.stop();
  });
  until([&] { return answered; });
}

}  // namespace flex_video::rooms
