#include "doctor/probes.hpp"

#include <sys/vfs.h>

#include <fstream>
#include <iterator>
#include <unistd.h>

namespace flex_video::app::doctor {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> read_text(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{in}, {}};
}

fs::path nearest_there(fs::path folder) {
  std::error_code ignored;
  while (!fs::exists(folder, ignored) && folder.has_parent_path() && folder != folder.parent_path())
    folder = folder.parent_path();
  return folder;
}

folder_found find_folder(const fs::path& file, const fs::path& data) {
  std::error_code failed;
  folder_found found{.path = fs::absolute(file).parent_path()};
  auto judged = found.path;
  // serve makes the data folder, and those above it, and no other
  if (fs::weakly_canonical(judged, failed) == fs::weakly_canonical(data, failed))
    judged = nearest_there(judged);
  found.there = fs::is_directory(judged, failed);
  found.writable = found.there && access(judged.c_str(), W_OK | X_OK) == 0;
  struct statfs about{};
  if (statfs(judged.c_str(), &about) == 0) found.on = file_system_of(static_cast<long>(about.f_type));
  return found;
}

}  // namespace

database_found find_database(const serve_options& options) {
  database_found found;
  if (const auto* file = std::get_if<fs::path>(&options.database)) {
    found.folder = find_folder(*file, options.data);
    if (!found.folder->there) return found;
  }
  found.schema = store::read_schema(url_of(options.database));
  return found;
}

link_secret_found find_link_secret(const serve_options& options, const fs::path& file) {
  link_secret_found found{.given = !options.link_secret.empty(),
                          .shared_store = std::holds_alternative<base::secret>(options.database),
                          .file = file};
  if (!found.given) found.file = options.data / "link-secret";
  if (found.file.empty()) return found;
  std::error_code failed;
  const auto status = fs::status(found.file, failed);
  found.there = fs::exists(status);
  found.mode = found.there ? status.permissions() : fs::perms::none;
  constexpr std::size_t shortest = 32;
  const auto text = base::secret{read_text(found.file).value_or("")};
  found.long_enough = text.reveal().substr(0, text.reveal().find('\n')).size() >= shortest;
  return found;
}

web_found find_web_files(const fs::path& folder) {
  std::error_code failed;
  return {.folder = folder,
          .page = read_text(folder / "room.html"),
          .assets = fs::is_directory(folder / "assets", failed)};
}

}  // namespace flex_video::app::doctor
