#include "recording/recording_archive.hpp"

#include <utility>

namespace flex_video::rooms {

recording_archive::recording_archive(const std::filesystem::path& folder, const base::clock& clock,
                                     base::random_source& random, threads on)
    : clock_(clock),
      random_(random),
      on_(std::move(on)),
      folder_(folder),
      files_({}, [this](const recording::file_ended& file) { on_.post([this, file] { take(file); }); }) {
  const auto now = clock_.now();
  for (const auto& each : folder_.recover(now)) {
    records_.put(each);
    if (each.updated == now) made_whole_.push_back(each);
  }
}

recorder_services recording_archive::services() {
  return {.files = files_,
          .clock = clock_,
          .random = random_,
          .folder = folder_.path(),
          .record = {},
          .forget = {},
          .ask_for_key_frame = {},
          .count = [this] { return records_.count(); },
          .has_failed =
              [this](ordinal which) {
                const auto* const known = records_.find(which);
                return !known || known->status == recording_status::failed;
              },
          .changed = [this](const recording_record& recording) { change(recording); }};
}

std::filesystem::path recording_archive::file_of(const recording_record& recording) const {
  return folder_.path() / file_name_of(recording);
}

bool recording_archive::erase(const recording_record& recording) {
  if (!folder_.erase(recording)) return false;
  auto deleted = recording;
  deleted.status = recording_status::deleted;
  deleted.updated = clock_.now();
  change(deleted);
  return true;
}

std::size_t recording_archive::forget(base::time_point ended_before) {
  std::vector<recording_record> due;
  for (const auto* const each : records_.all())
    if (each->status != recording_status::processing && each->updated < ended_before) due.push_back(*each);
  for (const auto& each : due) {
    records_.remove(each.ordinal);
    on_.block([folder = folder_, each] { (void)folder.forget(each); });
  }
  return due.size();
}

void recording_archive::watch(listener listen) {
  listen_ = std::move(listen);
  for (const auto& each : std::exchange(made_whole_, {})) listen_(each);
}

void recording_archive::change(const recording_record& recording) {
  records_.put(recording);
  on_.block([folder = folder_, recording] { (void)folder.keep(recording); });
  if (listen_) listen_(recording);
}

void recording_archive::take(const recording::file_ended& file) {
  const auto* const known = records_.find(static_cast<ordinal>(file.id));
  if (!known || known->status != recording_status::processing) return;
  auto ended = *known;
  ended.status = file.outcome ? recording_status::completed : recording_status::failed;
  ended.updated = clock_.now();
  if (file.outcome) {
    ended.duration = file.outcome->duration;
    ended.bytes = file.outcome->bytes;
  }
  change(ended);
}

}  // namespace flex_video::rooms
