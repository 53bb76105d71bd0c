#pragma once

#include "channels/data_channels.hpp"
#include "signalling/message_writer.hpp"
#include "signalling/messages.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace flex_video::rooms {

/// Which channels a client is offered that can talk about `wanted`, under labels that no other peer
/// connection's have: the SDK finds a channel by its label, and takes another only when the old one has
/// closed. Publisher hints are for all, since who sends simulcast without having asked for hints is to be
/// stopped from it; nobody transcribes.
media_signalling_view offered_channels(std::span<const media_channel> wanted, std::string_view connection);

/// The channels by which the server and one client signal about media, over one peer connection.
class signal_channels {
 public:
  /// Opens them over `data`, whose SCTP is connected and which must outlive this.
  signal_channels(data_channels& data, const media_signalling_view& offered);

  /// The channel on that stream, if it is one of them.
  std::optional<media_channel> find(std::uint16_t stream) const;
  /// The client listens on it: what is said before is lost.
  void listen(media_channel on) { listening_.insert(on); }
  bool listens(media_channel on) const { return listening_.contains(on); }
  /// Says it, if the client listens there.
  void say(media_channel on, std::string_view text);

 private:
  data_channels& data_;
  std::map<media_channel, std::uint16_t> streams_;
  std::set<media_channel> listening_;
};

}  // namespace flex_video::rooms
