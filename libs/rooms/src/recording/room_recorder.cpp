#include "recording/room_recorder.hpp"

#include "signalling/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;

constexpr auto key_frame_pause = 1s;  // between two that are asked for

template <class... Case>
struct cases : Case... {
  using Case::operator()...;
};

struct known_codec {
  std::string_view sdp;
  recording::codec codec;
  std::string_view twilio;
};
constexpr std::array known_codecs{known_codec{"opus", recording::codec::opus, "OPUS"},
                                  known_codec{"VP8", recording::codec::vp8, "VP8"},
                                  known_codec{"H264", recording::codec::h264, "H264"}};

std::string_view name_of(recording::codec codec) {
  return std::ranges::find(known_codecs, codec, &known_codec::codec)->twilio;
}

recording::file_id file_of(const recording_record& record) { return recording::file_id{record.ordinal}; }

}  // namespace

room_recorder::room_recorder(const twilio::room_sid& room, std::string room_name, recorder_services services)
    : room_(room), room_name_(std::move(room_name)), services_(std::move(services)) {}

room_recorder::~room_recorder() {
  for (auto& [track, each] : running_) finish(each.record);
}

void room_recorder::perform(const recording_action& action) {
  std::visit(cases{[&](const start_recording& what) { start(what); },
                   [&](const stop_recording& what) { stop(what.track); },
                   [&](const pause_recording& what) {
                     const auto found = running_.find(what.track);
                     if (found == running_.end()) return;
                     found->second.paused = true;
                     if (found->second.recorder) found->second.recorder->pause();
                   },
                   [&](const resume_recording& what) {
                     const auto found = running_.find(what.track);
                     if (found == running_.end()) return;
                     found->second.paused = false;
                     if (found->second.recorder) found->second.recorder->resume(services_.clock.now());
                   }},
             action);
}

void room_recorder::start(const start_recording& what) {
  if (running_.contains(what.track.sid)) return;
  const auto now = services_.clock.now();
  running_.emplace(what.track.sid,
                   running{.record = {.ordinal = services_.count(),
                                      .sid = twilio::recording_sid::generate(services_.random),
                                      .room = room_,
                                      .participant = what.publisher,
                                      .identity = what.identity,
                                      .track = what.track.sid,
                                      .track_name = what.track.name,
                                      .kind = what.track.kind,
                                      .codec = {},
                                      .created = now,
                                      .updated = now,
                                      .room_name = room_name_}});
  connect(what.track.sid);
}

/// A file has one codec.
void room_recorder::change_codec(const twilio::track_sid& track) {
  const auto& record = running_.at(track).record;
  const bool paused = running_.at(track).paused;
  const start_recording again{.track = {.id = {},
                                        .sid = track,
                                        .kind = record.kind,
                                        .name = record.track_name,
                                        .enabled = true,
                                        .priority = track_priority::standard},
                              .publisher = record.participant,
                              .identity = record.identity};
  stop(track);
  start(again);
  if (paused) perform(pause_recording{track});
}

void room_recorder::stop(const twilio::track_sid& track) {
  auto stopped = running_.extract(track);
  if (!stopped) return;
  forget_source(track);
  finish(stopped.mapped().record);
}

void room_recorder::finish(recording_record& record) {
  if (record.began) return services_.files.finish(file_of(record));
  record.status = recording_status::failed;  // nothing came
  record.updated = services_.clock.now();
  services_.changed(record);
}

void room_recorder::forget_source(const twilio::track_sid& track) {
  if (const auto from = sources_.find(track); from != sources_.end()) services_.forget(from->second.producer);
}

void room_recorder::produced(const twilio::track_sid& track, producer_id producer, const std::string& codec) {
  const auto known = std::ranges::find(known_codecs, codec, &known_codec::sdp);
  if (known == known_codecs.end()) return;
  sources_.insert_or_assign(track, source{.producer = producer, .codec = known->codec});
  connect(track);
}

void room_recorder::ended(const twilio::track_sid& track) { sources_.erase(track); }

void room_recorder::connect(const twilio::track_sid& track) {
  const auto from = sources_.find(track);
  const auto to = running_.find(track);
  if (from == sources_.end() || to == running_.end()) return;
  auto& [record, recorder, paused, asked] = to->second;
  const auto codec = name_of(from->second.codec);
  if (recorder && record.codec != codec) return change_codec(track);
  if (!recorder) {
    recorder.emplace(from->second.codec);
    if (paused) recorder->pause();
    record.codec = codec;
  }
  asked = services_.clock.now();
  services_.record(from->second.producer);
}

void room_recorder::take(const packet_received& packet) {
  const auto from = std::ranges::find_if(
      sources_, [&](const auto& each) { return each.second.producer == packet.producer; });
  if (from == sources_.end()) return;
  const auto to = running_.find(from->first);
  if (to == running_.end() || !to->second.recorder) return;
  keep(to->second, to->second.recorder->push(packet.bytes, services_.clock.now()));
}

void room_recorder::tick() {
  give_up_what_failed();
  const auto now = services_.clock.now();
  for (auto& [track, each] : running_) {
    if (!each.recorder) continue;
    keep(each, each.recorder->tick(now));
    const auto from = sources_.find(track);
    if (from == sources_.end() || !each.recorder->needs_key_frame() || now - each.asked < key_frame_pause)
      continue;
    each.asked = now;
    services_.ask_for_key_frame(from->second.producer);
  }
}

void room_recorder::keep(running& of, std::vector<recording::media_frame> frames) {
  if (frames.empty()) return;
  auto& record = of.record;
  if (!record.began) {
    record.began = of.recorder->began();
    record.updated = services_.clock.now();
    services_.files.open(file_of(record), services_.folder / file_name_of(record), *of.recorder->format(),
                         *record.began);
    services_.changed(record);
  }
  for (auto& each : frames) services_.files.write(file_of(record), std::move(each));
}

/// Nothing more is written to such a file, and no second recording is begun.
void room_recorder::give_up_what_failed() {
  std::erase_if(running_, [&](const auto& each) {
    const auto& [track, of] = each;
    if (!of.record.began || !services_.has_failed(of.record.ordinal)) return false;
    forget_source(track);
    return true;
  });
}

}  // namespace flex_video::rooms
