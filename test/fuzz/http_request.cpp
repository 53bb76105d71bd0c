// The bytes a client sends, as the listener reads them: however they are cut into pieces, they make the same
// requests.
#include "request_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

using namespace flex_video::net;
using state = request_reader::state;

constexpr std::size_t header_limit = 512;
constexpr std::size_t body_limit = 256;

struct reading {
  std::vector<std::string> requests;
  state last = state::incomplete;
};

std::string text_of(const request& request) {
  std::string text = std::to_string(static_cast<int>(request.verb));
  const auto add = [&](std::string_view part) {
    text += '\n';
    text += part;
  };
  add(request.path);
  add(request.query);
  for (const auto& header : request.headers) {
    add(header.name);
    add(header.value);
  }
  add(request.body);
  return text;
}

reading read(std::string_view bytes, std::size_t piece) {
  reading all;
  request_reader reader{header_limit, body_limit,
                        [](const auto& request) { return request.path == "/large" ? 3 * body_limit : 0; }};
  while (true) {
    all.last = reader.parse();
    if (all.last == state::refused) return all;
    if (all.last == state::complete) {
      all.requests.push_back(text_of(reader.current()));
      reader.next();
      continue;
    }
    const auto room = reader.room();
    if (room.empty()) std::abort();
    const auto count = std::min({piece, bytes.size(), room.size()});
    if (count == 0) return all;
    std::memcpy(room.data(), bytes.data(), count);
    reader.received(count);
    bytes.remove_prefix(count);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  const auto whole = read(bytes, size);
  for (const std::size_t piece : {1, 7}) {
    const auto cut = read(bytes, piece);
    // What can't become a request is seen sooner or later, as the pieces fall.
    const bool both_go_on = cut.last != state::refused && whole.last != state::refused;
    if (cut.requests != whole.requests || (both_go_on && cut.last != whole.last)) std::abort();
  }
  return 0;
}
