#include "sse_text.hpp"

#include <stdexcept>

namespace flex_video::server {
namespace {

std::string_view one_line(std::string_view text) {
  if (text.find_first_of("\r\n") != std::string_view::npos)
    throw std::logic_error("a field of a server-sent event is one line");
  return text;
}

}  // namespace

std::string sse_event(std::string_view name, unsigned id, std::string_view data) {
  std::string text;
  text.reserve(data.size() + 64);
  text.append("event: ").append(one_line(name));
  text.append("\nid: ").append(std::to_string(id));
  text.append("\ndata: ").append(one_line(data)).append("\n\n");
  return text;
}

std::string sse_heartbeat() { return ":\n\n"; }

}  // namespace flex_video::server
