#include "endpoint/phone_streams.hpp"

#include <boost/json/serialize.hpp>

#include <utility>

namespace flex_video::sandbox {
namespace {

std::string event_of(const boost::json::value& data) {
  return "data: " + boost::json::serialize(data) + "\n\n";
}

}  // namespace

void phone_streams::open(const twilio::conversation_sid& conversation,
                         std::shared_ptr<net::event_stream> stream,
                         const std::vector<boost::json::value>& history, std::function<void()> on_gone) {
  // the pointer alone, lest the stream own itself through its callback
  stream->on_close([this, conversation, gone = stream.get(), on_gone = std::move(on_gone)] {
    std::erase_if(open_[conversation], [&](const auto& one) { return one.get() == gone; });
    on_gone();
  });
  std::string first = "retry: 500\n\n";
  for (const auto& data : history) first += event_of(data);
  auto* writer = stream.get();
  open_[conversation].insert(std::move(stream));
  writer->send(std::move(first));
}

void phone_streams::deliver(const phone_event& happened) {
  // a copy, because sending to a phone that is gone takes it out of the set
  const auto listening = open_[happened.conversation];
  for (const auto& stream : listening) stream->send(event_of(happened.data));
}

}  // namespace flex_video::sandbox
