#include "channels/media_message_writer.hpp"

#include "signalling/json_writer.hpp"
#include "signalling/words.hpp"

namespace flex_video::rooms {
namespace {

/// One message of that type, with what `members` writes in it.
template <class Members>
std::string write(media_channel on, const Members& members) {
  std::string text;
  json_writer to{text};
  to.begin_object();
  to.key("type");
  to.text(word_of(on));
  members(to);
  to.end_object();
  return text;
}

template <class Value>
void number(json_writer& to, std::string_view key, Value value) {
  to.key(key);
  to.number(value);
}

void write_tracks(json_writer& to, std::string_view key, std::span<const twilio::track_sid> tracks) {
  to.key(key);
  to.begin_array();
  for (const auto& track : tracks) to.text(track.text());
  to.end_array();
}

void write_layers(json_writer& to, const std::vector<bool>& layers) {
  to.key("encodings");
  if (layers.empty()) return to.null();
  to.begin_array();
  for (std::size_t index = 0; index < layers.size(); ++index) {
    to.begin_object();
    to.key("enabled");
    to.flag(layers[index]);
    number(to, "layer_index", index);
    to.end_object();
  }
  to.end_array();
}

void write_figures(json_writer& to, std::string_view key, const direction_quality& of) {
  to.key(key);
  to.begin_object();
  to.key("bandwidth");
  to.begin_object();
  number(to, "actual", of.actual);
  number(to, "available", of.available);
  number(to, "level", of.bandwidth_level);
  to.end_object();
  to.key("latency");
  to.begin_object();
  number(to, "jitter", of.jitter / 1000.0);
  number(to, "rtt", of.round_trip / 1000.0);
  number(to, "level", of.latency_level);
  to.end_object();
  to.key("fractionLost");
  to.begin_object();
  number(to, "fractionLost", of.fraction_lost);
  number(to, "level", of.loss_level);
  to.end_object();
  to.end_object();
}

void write_kind(json_writer& to, std::string_view key, const kind_quality& of, unsigned detail) {
  to.key(key);
  to.begin_object();
  number(to, "send", of.send.level);
  number(to, "recv", of.recv.level);
  if (detail > 2) {
    write_figures(to, "sendStats", of.send);
    write_figures(to, "recvStats", of.recv);
  }
  to.end_object();
}

void write_quality(json_writer& to, const connection_quality& quality, unsigned detail) {
  number(to, "level", quality.level);
  if (detail < 2) return;
  write_kind(to, "audio", quality.audio, detail);
  write_kind(to, "video", quality.video, detail);
}

}  // namespace

std::string write_active_speaker(const std::optional<twilio::participant_sid>& speaker) {
  return write(media_channel::active_speaker, [&](json_writer& to) {
    to.key("participant");
    if (speaker)
      to.text(speaker->text());
    else
      to.null();
  });
}

std::string write_track_switch_off(const switch_off_change& change) {
  return write(media_channel::track_switch_off, [&](json_writer& to) {
    write_tracks(to, "off", change.off);
    write_tracks(to, "on", change.on);
  });
}

std::string write_render_answer(const render_request& request) {
  return write(media_channel::render_hints, [&](json_writer& to) {
    to.key("subscriber");
    to.begin_object();
    number(to, "id", request.id);
    to.key("hints");
    to.begin_array();
    for (const auto& hint : request.hints) {
      to.begin_object();
      to.key("track");
      to.text(hint.track.text());
      to.key("result");
      to.text("OK");
      to.end_object();
    }
    to.end_array();
    to.end_object();
  });
}

std::string write_publisher_hints(std::uint32_t id, std::span<const publisher_hint> hints) {
  return write(media_channel::publisher_hints, [&](json_writer& to) {
    to.key("publisher");
    to.begin_object();
    number(to, "id", id);
    to.key("hints");
    to.begin_array();
    for (const auto& hint : hints) {
      to.begin_object();
      to.key("track");
      to.text(hint.track.text());
      write_layers(to, hint.layers);
      to.end_object();
    }
    to.end_array();
    to.end_object();
  });
}

std::string write_network_quality(const quality_request& request, const connection_quality& local,
                                  std::span<const remote_quality> remotes) {
  return write(media_channel::network_quality, [&](json_writer& to) {
    to.key("local");
    if (request.local < 2) {
      to.number(local.level);
    } else {
      to.begin_object();
      write_quality(to, local, request.local);
      to.end_object();
    }
    if (request.remote == 0) return;
    to.key("remotes");
    to.begin_array();
    for (const auto& [participant, quality] : remotes) {
      to.begin_object();
      to.key("sid");
      to.text(participant.text());
      write_quality(to, quality, request.remote);
      to.end_object();
    }
    to.end_array();
  });
}

}  // namespace flex_video::rooms
