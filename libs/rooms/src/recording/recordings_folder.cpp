#include "recording/recordings_folder.hpp"

#include "recording/recording_note.hpp"

#include "flex_video/recording/errc.hpp"
#include "flex_video/recording/file_writer.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

namespace flex_video::rooms {
namespace {

namespace files = std::filesystem;

constexpr auto suffix = ".json";
constexpr std::uintmax_t longest_note = 64 * 1024;

std::optional<recording_record> read_note(const files::path& path) {
  std::error_code failed;
  if (files::file_size(path, failed) > longest_note || failed) return std::nullopt;
  std::ifstream file{path};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  return read_recording_note(text);
}

}  // namespace

recordings_folder::recordings_folder(files::path path) : path_(std::move(path)) {
  if (files::create_directories(path_)) files::permissions(path_, files::perms::owner_all);
}

/// Over the note there is only when it is whole.
base::result<void> recordings_folder::keep(const recording_record& recording) const {
  const auto path = path_ / (recording.sid.str() + suffix);
  auto beside = path;
  beside += ".new";
  {
    std::ofstream file{beside, std::ios::trunc};
    file << write_recording_note(recording);
    file.close();
    if (!file) return base::fail(recording::errc::not_written, "note");
  }
  std::error_code failed;
  files::rename(beside, path, failed);
  if (failed) return base::fail(recording::errc::not_written, failed.message());
  return {};
}

bool recordings_folder::erase(const recording_record& recording) const {
  std::error_code failed;
  files::remove(path_ / file_name_of(recording), failed);
  return !failed;
}

bool recordings_folder::forget(const recording_record& recording) const {
  if (!erase(recording)) return false;
  std::error_code failed;
  files::remove(path_ / (recording.sid.str() + suffix), failed);
  return !failed;
}

std::vector<recording_record> recordings_folder::known() const {
  std::vector<recording_record> known;
  for (const auto& each : files::directory_iterator{path_}) {
    if (each.path().extension() != suffix) continue;
    if (auto recording = read_note(each.path())) known.push_back(std::move(*recording));
  }
  std::ranges::sort(known, {}, &recording_record::ordinal);
  return known;
}

std::vector<recording_record> recordings_folder::recover(base::time_point now) const {
  auto all = known();
  for (auto& each : all)
    if (each.status == recording_status::processing) recover(each, now);
  remove_unknown(all);
  return all;
}

/// A server was killed between the first frame and the note, or while it wrote one.
void recordings_folder::remove_unknown(const std::vector<recording_record>& known) const {
  std::vector<files::path> unknown;
  for (const auto& each : files::directory_iterator{path_}) {
    const auto& path = each.path();
    const auto kind = path.extension();
    const bool ours = kind == ".mka" || kind == ".mkv" || kind == ".new" || kind == ".recovering";
    const auto is_its = [&](const recording_record& one) { return file_name_of(one) == path.filename(); };
    if (ours && std::ranges::none_of(known, is_its)) unknown.push_back(path);
  }
  std::error_code ignored;
  for (const auto& path : unknown) files::remove(path, ignored);
}

void recordings_folder::recover(recording_record& recording, base::time_point now) const {
  const auto facts =
      recording::recover_file(path_ / file_name_of(recording), recording.began.value_or(recording.created));
  recording.status = facts ? recording_status::completed : recording_status::failed;
  recording.updated = now;
  if (facts) {
    recording.duration = facts->duration;
    recording.bytes = facts->bytes;
  }
  (void)keep(recording);  // or it is made whole once more
}

}  // namespace flex_video::rooms
