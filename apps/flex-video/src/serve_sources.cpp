#include "serve_sources.hpp"

#include "usage_error.hpp"

#include <fstream>
#include <iterator>
#include <string_view>
#include <unistd.h>

namespace flex_video::app {
namespace {

std::map<std::string, std::string> own_environment() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; *entry; ++entry) {
    const std::string_view text{*entry};
    const auto equals = text.find('=');
    if (equals != std::string_view::npos) variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) return std::nullopt;
  std::string text{std::istreambuf_iterator<char>{in}, {}};
  if (in.bad()) return std::nullopt;
  return text;
}

}  // namespace

config_path find_config(const std::map<std::string, std::string>& flags,
                        const std::map<std::string, std::string>& environment) {
  const auto given = [&](const std::string& flag, const std::string& variable) -> std::string {
    if (const auto found = flags.find(flag); found != flags.end()) return found->second;
    const auto found = environment.find(variable);
    return found == environment.end() ? std::string{} : found->second;
  };
  if (auto named = given("config", "FLEX_VIDEO_CONFIG"); !named.empty())
    return {.file = named, .named = true};
  std::filesystem::path data = given("data", "FLEX_VIDEO_DATA");
  if (!data.has_filename()) data = data.parent_path();  // it was written with a slash behind it
  return {.file = data.parent_path() / "flex-video.toml"};
}

serve_sources open_serve_sources(std::map<std::string, std::string> flags) {
  serve_sources sources{
      .flags = std::move(flags), .environment = own_environment(), .file = {}, .read_file = read_file};
  const auto config = find_config(sources.flags, sources.environment);
  std::error_code failed;
  const auto status = std::filesystem::status(config.file, failed);
  if (!config.named && status.type() == std::filesystem::file_type::not_found) return sources;
  auto text = std::filesystem::is_regular_file(status) ? read_file(config.file) : std::nullopt;
  if (!text) throw usage_error(config.file.string() + ": the file can't be read");
  const bool others =
      (status.permissions() & std::filesystem::perms::others_read) != std::filesystem::perms::none;
  sources.file = config_file{.path = config.file, .text = std::move(*text), .others_can_read = others};
  return sources;
}

}  // namespace flex_video::app
