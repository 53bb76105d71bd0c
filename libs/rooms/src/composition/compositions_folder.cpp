#include "composition/compositions_folder.hpp"

#include "composition/composition_note.hpp"

namespace flex_video::rooms {
namespace {

constexpr auto part = ".part";

}  // namespace

compositions_folder::compositions_folder(const std::filesystem::path& recordings)
    : noted_files(recordings / name, {.write = write_composition_note,
                                      .read = read_composition_note,
                                      .suffixes = {".webm", ".mp4", part}}) {}

std::string compositions_folder::unfinished(const composition_record& composition) {
  return std::string{name} + '/' + file_name_of(composition) + part;
}

base::result<std::uint64_t> compositions_folder::finish(const composition_record& composition) const {
  const auto whole = path() / file_name_of(composition);
  std::error_code failed;
  std::filesystem::rename(path().parent_path() / unfinished(composition), whole, failed);
  const auto bytes = failed ? 0 : std::filesystem::file_size(whole, failed);
  if (failed) return base::fail(recording::errc::not_written, failed.message());
  return bytes;
}

bool compositions_folder::erase(const composition_record& composition) const {
  std::error_code failed;
  std::filesystem::remove(path().parent_path() / unfinished(composition), failed);
  return noted_files::erase(composition) && !failed;
}

bool compositions_folder::forget(const composition_record& composition) const {
  return erase(composition) && noted_files::forget(composition);
}

std::vector<composition_record> compositions_folder::recover() const {
  auto all = known();
  for (auto& each : all) {
    if (each.status != composition_status::processing) continue;
    each.status = composition_status::enqueued;
    (void)keep(each);  // or the next one finds it so
  }
  remove_unknown(all);
  return all;
}

}  // namespace flex_video::rooms
