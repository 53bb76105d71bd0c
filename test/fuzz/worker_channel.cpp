// What a media worker sends that somebody broke into: a router of it hears what it may, at most one answer to
// each question, and is told no loss of what it hasn't got.
#include "sfu/worker_channel.hpp"

#include "expectation.hpp"
#include "sfu/worker_router.hpp"

#include <memory>
#include <variant>

namespace {

using namespace flex_video;
using namespace flex_video::rooms;
using fuzz::require;

constexpr transport_id transport{1};

rtp_parameters audio() {
  return {.mid = {},
          .codecs = {{.name = "opus", .payload_type = 111, .clock_rate = 48'000, .channels = 2}},
          .extensions = {},
          .encodings = {{.ssrc = 1}},
          .cname = "browser"};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const media_options options;
  const auto client =
      std::make_shared<worker_client>([](std::span<const std::byte>) {}, [](std::string_view) {});
  int opened = 0;
  int measured = 0;
  int losses = 0;
  worker_router router{client, 1, options, [&](const media_event& event) {
                         losses += std::holds_alternative<router_lost>(event);
                         const auto* const broken = std::get_if<transport_broken>(&event);
                         require(broken == nullptr || broken->transport == transport);
                         const auto* const spoke = std::get_if<speaker_changed>(&event);
                         require(spoke == nullptr || spoke->producer == producer_id{1});
                       }};
  router.open_transport(transport, [&](const transport_parameters&) { ++opened; });
  router.produce(transport, producer_id{1}, media_kind::audio, audio());
  router.consume(transport, consumer_id{1}, {.producer = producer_id{1}, .parameters = audio()});
  router.receive_stream(transport, 0);
  router.record(producer_id{1});
  router.measure(transport, [&](const transport_statistics&) { ++measured; });
  const auto bytes = std::as_bytes(std::span{data, size});
  // Cut somewhere, which makes no difference.
  const auto cut = size == 0 ? 0 : data[0] % size;
  const bool begun = client->received(bytes.first(cut));
  const bool went_on = client->received(bytes.subspan(cut));
  require(begun || !went_on);
  require(opened <= 1 && measured <= 1 && losses <= 1);
  client->lose();
  require(losses == 1);
  return 0;
}
