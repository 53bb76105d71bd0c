#pragma once

#include "sfu/media_router.hpp"
#include "testing/model_browser.hpp"
#include "testing/model_media.hpp"
#include "testing/room_fixture.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::rooms {

/// One who is, or wants to be, in a group room: Twilio's SDK and its browser.
struct room_client {
  std::string identity;
  std::unique_ptr<model_browser> browser = std::make_unique<model_browser>();
  connection_id socket{};
  std::string sid = {};
  std::string session = {};
  std::string connection = {};
  transport_id transport{};  ///< at the far end of it
  int revision = 1;          ///< of what it publishes
  boost::json::array tracks = {};
  std::map<std::string, unsigned> layers = {};         ///< of its videos
  std::map<std::string, std::string> subscribed = {};  ///< id to name
  std::set<std::string> seen = {};                     ///< identities of others it was ever told of
  std::set<std::string> present = {};                  ///< and who are there now
  std::map<std::string, std::string> signalling = {};  ///< media channel to its label
  boost::json::object said = {};                       ///< its last description
  std::vector<std::string> closed = {};                ///< connections
  std::vector<std::int64_t> errors = {};
  bool recorded = false;  ///< as it was told, and with which revision
  std::int64_t recording_revision = 0;

  void publish(const std::string& track, std::string_view kind, unsigned simulcast_layers = 1);
  void publish_to_browser();
};

/// A group room whose media is a model, and the clients in it.
struct group_room : testing::Test {
  /// Can be recorded in that archive, which must outlive it.
  explicit group_room(recording_archive* archive = nullptr);

  /// With a voice and a camera. `wishes` are members of the message, in the place of those that it has.
  room_client& join(const std::string& identity, const boost::json::object& wishes = {});
  /// The same by a token that lets publish nothing, and without tracks.
  room_client& watch(const std::string& identity);
  void publish(room_client& by, const std::string& track, std::string_view kind, unsigned layers = 1);
  void unpublish(room_client& by, const std::string& track);
  /// Changes that member of a track's.
  void change(room_client& by, std::string_view track, std::string_view member,
              const boost::json::value& value);
  void leave(room_client& gone);
  void say(const room_client& by, boost::json::array connections);
  /// The network takes its socket, and it comes back on another.
  void lose(room_client& by);
  void resume(room_client& by);
  /// Another server goes on with the room; nobody has resumed yet.
  void restart();

  /// Until nobody has anything to say.
  void settle();
  void pass(std::chrono::milliseconds time);

  /// The names of the tracks that come to that client: subscribed, and in its description.
  std::vector<std::string> hears(const room_client& by) const;
  /// Consumers that are not paused.
  std::size_t forwarded() const;
  const std::string& sid_of(const std::string& track) const { return sids.at(track); }
  /// What goes from one to the other; null if nothing does.
  const model_media::consumer* consumer(const room_client& from, const room_client& to,
                                        media_kind kind = media_kind::video) const;
  std::optional<producer_id> producer(const room_client& by, media_kind kind) const;

  // Data channels.
  void connect_data(const room_client& by);
  void open_channel(const room_client& by, std::uint16_t stream, std::string_view label,
                    const reliability& how = {});
  void send_data(const room_client& by, std::uint16_t stream, std::uint32_t ppid, std::string_view bytes);
  /// One that the server has opened: what was sent on it, as "ppid:bytes".
  struct channel {
    std::uint16_t stream = 0;
    reliability how = {};
    bool open = false;
    std::vector<std::string> messages = {};
  };
  std::map<std::string, channel> channels(const room_client& of) const;
  /// The channel by which a data track of that name comes.
  channel data_track(const room_client& of, const std::string& name) const;

  recording_archive* recordings;
  model_media media;
  std::unique_ptr<room_fixture> rooms = std::make_unique<room_fixture>(keeping_rooms(), &media, recordings);
  core::room room;
  std::list<room_client> clients;
  std::map<std::string, std::string> names;  ///< by track sid
  std::map<std::string, std::string> sids;   ///< of tracks, by their name

 private:
  void enter(room_client& newcomer, const std::string& token, const boost::json::object& wishes);
  static boost::json::object described(const room_client& by, const description& said);
  void take(room_client& by, const boost::json::value& body);
  static void take_connection(room_client& by, const boost::json::value& state);
  void update(room_client& by);
};

}  // namespace flex_video::rooms
