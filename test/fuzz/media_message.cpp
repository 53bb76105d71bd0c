// What a client says on a data channel about media; the first byte tells on which. Nothing more than the
// limits allow gets past the reader, and render hints are answered in JSON.
#include "channels/media_message_reader.hpp"
#include "channels/media_message_writer.hpp"
#include "expectation.hpp"
#include "signalling/json_document.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace flex_video;
  using namespace flex_video::rooms;
  const limits allowed;
  if (size == 0) return 0;
  const auto channels = static_cast<unsigned>(media_channel::extension_transcriptions) + 1;
  const auto read = read_media_message(static_cast<media_channel>(data[0] % channels),
                                       fuzz::as_text(data + 1, size - 1), allowed);
  if (!read) return 0;
  if (const auto* quality = std::get_if<quality_request>(&*read))
    fuzz::require(quality->local <= 3 && quality->remote <= 3);
  if (const auto* answer = std::get_if<hints_answer>(&*read))
    fuzz::require(answer->outcomes.size() <= allowed.hints);
  if (const auto* render = std::get_if<render_request>(&*read)) {
    fuzz::require(render->hints.size() <= allowed.hints);
    const auto said = write_render_answer(*render);
    fuzz::require(json_document{}.read(said).has_value());
  }
  return 0;
}
