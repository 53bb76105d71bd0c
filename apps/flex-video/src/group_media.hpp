#pragma once

#include "json_log.hpp"

#include "flex_video/core/policy.hpp"
#include "flex_video/net/event_loop.hpp"
#include "flex_video/rooms/media_options.hpp"
#include "flex_video/rooms/room_settings.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::rooms {
class media_engine;
}

namespace flex_video::app {

struct port_range {
  std::uint16_t first{};
  std::uint16_t last{};
  friend bool operator==(const port_range&, const port_range&) = default;
};

/// How the media of our own rooms goes, and what group rooms get it from, as somebody has set it.
struct media_settings {
  /// Of calls; nothing: group where there are media workers, peer-to-peer else.
  std::optional<rooms::room_type> room_type;
  std::optional<unsigned> workers;  ///< 0: no group rooms; nothing: one a core, if there is the program
  std::size_t streams_per_worker = 400;
  std::filesystem::path worker;                 ///< the program; empty: where it lies beside ours
  std::vector<rooms::media_address> addresses;  ///< empty: those of this machine
  port_range ports{.first = 40'000, .last = 49'999};
};

/// What this machine has for it.
struct media_found {
  std::filesystem::path worker;        ///< the program; empty if it isn't there
  std::vector<std::string> addresses;  ///< of its networks; none that holds on this machine or one link alone
};

/// "10.0.0.5", or "10.0.0.5=203.0.113.7": where to listen, and the address that leads there from outside.
/// Nothing for what is no IP address, and for 0.0.0.0 or :: without the other, which lead nowhere.
std::optional<rooms::media_address> parse_media_address(std::string_view text);
/// "40000-49999". Nothing for privileged ports and for an end before its beginning.
std::optional<port_range> parse_port_range(std::string_view text);

media_found find_media(const media_settings& wanted);

/// What to start media workers with; nothing if there are to be no group rooms. `on_loopback` is whether
/// browsers of this machine come. Throws usage_error if workers are wanted and there is no program. Pure.
std::optional<rooms::media_options> choose_media(const media_settings& wanted, const media_found& found,
                                                 bool on_loopback);

/// The type of calls' rooms, of which group is possible only with workers. Throws usage_error if it is asked
/// for without, or `policy` has what only group rooms can: recording, and a supervisor who coaches. Pure.
rooms::room_type choose_room_type(const media_settings& wanted, bool workers,
                                  const core::policy& policy = {});

/// Starts them; null if there are to be no group rooms. Throws usage_error as choose_media(). Both references
/// must outlive what is returned; see rooms::start_media_workers.
std::shared_ptr<rooms::media_engine> start_media(net::event_loop& loop, const media_settings& wanted,
                                                 bool on_loopback, const json_log& log);

}  // namespace flex_video::app
