#include "signals/signal_channels.hpp"

#include "signalling/words.hpp"

#include <algorithm>

namespace flex_video::rooms {

media_signalling_view offered_channels(std::span<const media_channel> wanted, std::string_view connection) {
  media_signalling_view offered;
  for (const auto word : words<media_channel>) {
    const auto channel = *value_of<media_channel>(word);
    if (channel == media_channel::extension_transcriptions) continue;
    if (channel != media_channel::publisher_hints && std::ranges::find(wanted, channel) == wanted.end())
      continue;
    offered.channels.push_back(
        {.name = std::string{word}, .label = std::string{word} + '-' + std::string{connection}});
  }
  return offered;
}

signal_channels::signal_channels(data_channels& data, const media_signalling_view& offered) : data_(data) {
  for (const auto& [name, label] : offered.channels) {
    if (const auto stream = data_.open(label, {})) streams_.emplace(*value_of<media_channel>(name), *stream);
  }
}

std::optional<media_channel> signal_channels::find(std::uint16_t stream) const {
  const auto found =
      std::ranges::find_if(streams_, [stream](const auto& each) { return each.second == stream; });
  return found == streams_.end() ? std::nullopt : std::optional{found->first};
}

void signal_channels::say(media_channel on, std::string_view text) {
  if (listens(on)) data_.send(streams_.at(on), text);
}

}  // namespace flex_video::rooms
