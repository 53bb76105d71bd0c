#include "signalling/message_writer.hpp"

#include "signalling/json_writer.hpp"
#include "signalling/words.hpp"

#include <concepts>
#include <utility>

namespace flex_video::rooms {
namespace {

constexpr int protocol_version = 2;
constexpr int ice_version = 1;

// Parts of messages that are the same for everybody.
struct room_options_view {
  std::chrono::seconds session_timeout;
  bool group;
};
struct ice_server {
  const turn_service& service;
  const turn_credentials& credentials;
};

/// One message body, whose members are added by name.
class message {
 public:
  explicit message(std::string_view type, int version = protocol_version) {
    json_.begin_object();
    with("type", type);
    with("version", version);
  }

  void with(std::string_view key, const auto& value) {
    json_.key(key);
    write(value);
  }

  void with_raw(std::string_view key, std::string_view escaped) {
    json_.key(key);
    json_.raw_text(escaped);
  }

  template <class Value>
  void with_any(std::string_view key, const std::optional<Value>& value) {
    if (value) with(key, *value);
  }

  std::string finish() {
    json_.end_object();
    return std::move(text_);
  }

 private:
  /// Of what has members.
  template <class Members>
  void object(Members members) {
    json_.begin_object();
    members();
    json_.end_object();
  }

  void write(std::string_view text) { json_.text(text); }
  void write(const char* text) { json_.text(text); }
  void write(const std::string& text) { json_.text(text); }
  void write(bool flag) { json_.flag(flag); }
  void write(std::integral auto number) { json_.number(number); }

  template <class Item>
  void write(const std::vector<Item>& items) {
    json_.begin_array();
    for (const auto& item : items) write(item);
    json_.end_array();
  }

  void write(const std::error_code& reason) {
    object([&] {
      with("code", reason.value());
      with("message", reason.message());
    });
  }

  void write(const publication& track) {
    object([&] {
      with("id", track.id);
      with("sid", track.sid.text());
      with("name", track.name);
      with("kind", word_of(track.kind));
      with("enabled", track.enabled);
      with("priority", word_of(track.priority));
    });
  }

  void write(const participant_view& view) {
    object([&] {
      with("sid", view.sid.text());
      with("identity", view.identity);
      with("state", word_of(view.state));
      with("revision", view.revision);
      with("tracks", view.tracks);
    });
  }

  void write(const published_view& view) {
    object([&] {
      with("revision", view.revision);
      json_.key("tracks");
      json_.begin_array();
      for (const auto& track : view.ready) object([&] { write_ready(track); });
      for (const auto& track : view.failed) object([&] { write_failed(track); });
      json_.end_array();
    });
  }

  void write_ready(const publication& track) {
    with("id", track.id);
    with("sid", track.sid.text());
    with("state", "ready");
  }

  void write_failed(const failed_publication& track) {
    with("id", track.id);
    with("state", "failed");
    with("error", track.reason);
  }

  void write(const subscribed_view::track& track) {
    object([&] {
      with("id", track.id);
      with("sid", track.sid.text());
    });
  }

  void write(const subscribed_view& view) {
    object([&] {
      with("revision", view.revision);
      with("tracks", view.tracks);
    });
  }

  void write(const ice_candidate& candidate) {
    object([&] {
      with_raw("candidate", candidate.candidate);
      with_any("sdpMid", candidate.sdp_mid);
      with_any("sdpMLineIndex", candidate.sdp_m_line_index);
      with_any("usernameFragment", candidate.username_fragment);
    });
  }

  void write(const description& description) {
    object([&] {
      with("type", word_of(description.type));
      with("revision", description.revision);
      if (!description.sdp.empty()) with_raw("sdp", description.sdp);
    });
  }

  void write(const ice_state& ice) {
    object([&] {
      with("ufrag", ice.ufrag);
      with("revision", ice.revision);
      with("candidates", ice.candidates);
      if (ice.complete) with("complete", true);
    });
  }

  void write(const peer_connection_state& state) {
    object([&] {
      with("id", state.id);
      with_any("description", state.description);
      with_any("ice", state.ice);
    });
  }

  void write(const recording_view& recording) {
    object([&] {
      with("is_recording", recording.active);
      with("revision", recording.revision);
    });
  }

  // Without `options` the SDK's connect() never settles; that there is a `media_region` tells it that this is
  // a group room, and "krisp" lets an application use its noise cancellation.
  void write(const room_options_view& options) {
    object([&] {
      with("session_timeout", options.session_timeout.count());
      with("signaling_region", "us1");
      if (options.group) with("media_region", "us1");
      with("audio_processors",
           options.group ? std::vector<std::string>{"krisp"} : std::vector<std::string>{});
    });
  }

  void write(const media_signalling_view& signalling) {
    object([&] {
      for (const auto& channel : signalling.channels) with(channel.name, channel);
    });
  }

  void write(const media_signalling_view::channel& channel) {
    object([&] {
      json_.key("transport");
      object([&] {
        with("type", "data-channel");
        with("label", channel.label);
      });
    });
  }

  // As RTCConfiguration.iceServers has it (W3C WebRTC section 4.2.2).
  void write(const ice_server& server) {
    object([&] {
      with("urls", server.service.urls);
      with("username", server.credentials.username);
      with("credential", server.credentials.password.reveal());
    });
  }

  std::string text_;
  json_writer json_{text_};
};

std::string write_snapshot(std::string_view type, const room_snapshot& snapshot) {
  message body{type};
  body.with("sid", snapshot.sid.text());
  body.with("name", snapshot.name);
  body.with("session", snapshot.session.reveal());
  body.with("participant", snapshot.self);
  body.with("participants", snapshot.participants);
  body.with("published", snapshot.published);
  body.with("subscribed", snapshot.subscribed);
  body.with("peer_connections", snapshot.peer_connections);
  body.with("recording", snapshot.recording);
  body.with("options", room_options_view{snapshot.session_timeout, snapshot.media_signalling.has_value()});
  body.with("media_signaling", snapshot.media_signalling.value_or(media_signalling_view{}));
  return body.finish();
}

std::string write_disconnected(std::string_view status) {
  message body{"disconnected"};
  body.with("status", status);
  return body.finish();
}

}  // namespace

std::string write_iced(const std::optional<turn_service>& turn, const turn_credentials& credentials) {
  std::vector<ice_server> servers;
  if (turn) servers.push_back({*turn, credentials});
  message body{"iced", ice_version};
  body.with("ice_servers", servers);
  return body.finish();
}

std::string write_connected(const room_snapshot& snapshot) { return write_snapshot("connected", snapshot); }

std::string write_synced(const room_snapshot& snapshot) { return write_snapshot("synced", snapshot); }

std::string write_update(const room_update& update) {
  message body{"update"};
  if (!update.participants.empty()) body.with("participants", update.participants);
  body.with_any("published", update.published);
  body.with_any("subscribed", update.subscribed);
  if (!update.peer_connections.empty()) body.with("peer_connections", update.peer_connections);
  body.with_any("recording", update.recording);
  body.with_any("media_signaling", update.media_signalling);
  return body.finish();
}

std::string write_completed() { return write_disconnected("completed"); }

// The SDK takes any status but "completed" for that.
std::string write_removed() { return write_disconnected("disconnected"); }

std::string write_error(const std::error_code& reason) {
  message body{"error"};
  body.with("code", reason.value());
  body.with("message", reason.message());
  return body.finish();
}

}  // namespace flex_video::rooms
