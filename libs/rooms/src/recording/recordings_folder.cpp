#include "recording/recordings_folder.hpp"

#include "recording/recording_note.hpp"

#include "flex_video/recording/file_writer.hpp"

#include <utility>

namespace flex_video::rooms {

recordings_folder::recordings_folder(std::filesystem::path path)
    : noted_files(std::move(path), {.write = write_recording_note,
                                    .read = read_recording_note,
                                    .suffixes = {".mka", ".mkv", ".recovering"}}) {}

std::vector<recording_record> recordings_folder::recover(base::time_point now) const {
  auto all = known();
  for (auto& each : all)
    if (each.status == recording_status::processing) recover(each, now);
  remove_unknown(all);
  return all;
}

void recordings_folder::recover(recording_record& recording, base::time_point now) const {
  const auto facts =
      recording::recover_file(path() / file_name_of(recording), recording.began.value_or(recording.created));
  recording.status = facts ? recording_status::completed : recording_status::failed;
  recording.updated = now;
  if (facts) {
    recording.duration = facts->duration;
    recording.bytes = facts->bytes;
  }
  (void)keep(recording);  // or it is made whole once more
}

}  // namespace flex_video::rooms
