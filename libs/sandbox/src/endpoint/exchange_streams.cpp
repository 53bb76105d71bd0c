#include "endpoint/exchange_streams.hpp"

#include <utility>

namespace flex_video::sandbox {
namespace {

std::string event_of(const exchange& one) {
  return "id: " + std::to_string(one.id) + "\ndata: " + to_json(one) + "\n\n";
}

}  // namespace

exchange_streams::exchange_streams(exchange_log& log) : log_(log) {
  log_.listen([this](const exchange& one) {
    // a copy, because sending to a reader that is gone takes it out of the set
    const auto readers = open_;
    for (const auto& stream : readers) stream->send(event_of(one));
  });
}

bool exchange_streams::open(std::shared_ptr<net::event_stream> stream, long long last_seen) {
  if (is_full()) return false;
  // the pointer alone, lest the stream own itself through its callback
  stream->on_close([this, gone = stream.get()] {
    std::erase_if(open_, [&](const auto& one) { return one.get() == gone; });
  });
  std::string first = "retry: 500\n\n";
  for (const auto& one : log_.since(last_seen)) first += event_of(one);
  auto* writer = stream.get();
  open_.insert(std::move(stream));
  writer->send(std::move(first));
  return true;
}

}  // namespace flex_video::sandbox
