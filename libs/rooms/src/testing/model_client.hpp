#pragma once

#include "testing/model_connection.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace flex_video::rooms {

/// A client as twilio-video 2.36.0 signals (lib/signaling/v2), stepped by a test that plays the network:
/// `outgoing` are the frames it has sent on its present socket.
class model_client {
 public:
  enum class phase { connecting, connected, syncing, gone };

  /// A remote participant as the SDK remembers it.
  struct remote {
    std::string identity;
    std::string state;
    std::int64_t revision = -1;
    std::map<std::string, bool> tracks;  ///< sid to enabled
  };

  model_client(std::string identity, std::string token, std::string room, bool with_track);
  model_client(const model_client&) = delete;
  model_client& operator=(const model_client&) = delete;

  /// Opens a socket: says hello with a connect, or with a sync when it had a session.
  void open();
  void lose_socket();
  void receive(const boost::json::value& frame);
  void publish();
  void unpublish();
  void toggle();
  void leave();

  const std::string& identity() const { return identity_; }
  phase state() const { return state_; }
  std::optional<std::int64_t> error() const { return error_; }
  const std::map<std::string, bool>& tracks() const { return tracks_; }               ///< own: id to enabled
  const std::map<std::string, std::string>& published() const { return published_; }  ///< own: id to sid
  const std::map<std::string, std::string>& subscribed() const { return subscribed_; }  ///< sid to id
  const std::map<std::string, remote>& remotes() const { return remotes_; }  ///< by sid; the present only
  const std::map<std::string, std::unique_ptr<model_connection>>& connections() const { return connections_; }

  std::deque<std::string> outgoing;

 private:
  void handle(const boost::json::object& body);
  void take_room(const boost::json::object& body, bool everything);
  void take_participant(const boost::json::value& view);
  void take_connections(const boost::json::array& states, bool everything);
  model_connection& connection(const std::string& id);
  boost::json::object participant() const;
  void changed();
  void update(std::optional<boost::json::object> connection);
  void flush();
  void say(const boost::json::object& body);

  std::string identity_;
  std::string token_;
  std::string room_;
  phase state_ = phase::connecting;
  std::string session_;
  std::optional<std::int64_t> error_;
  std::int64_t revision_ = 1;
  int made_ = 0;
  std::map<std::string, bool> tracks_;
  model_connection::tracks sending_;
  std::map<std::string, std::string> published_;
  std::map<std::string, std::string> subscribed_;
  std::map<std::string, remote> remotes_;
  std::map<std::string, std::int64_t> left_;  ///< last revisions of those who left
  std::map<std::string, std::unique_ptr<model_connection>> connections_;
  std::set<std::string> closed_;
  std::int64_t published_revision_ = 0;
  std::int64_t subscribed_revision_ = 0;
  std::vector<boost::json::object> held_back_;  ///< what came before `connected` or `synced`
  bool unsaid_ = false;                         ///< something is to be told when connected again
  std::map<std::string, boost::json::object> unsaid_connections_;
};

}  // namespace flex_video::rooms
