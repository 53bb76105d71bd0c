#include "setting_lookup.hpp"

#include "nearest_name.hpp"

#include <algorithm>
#include <string_view>

namespace flex_video::app {
namespace {

constexpr std::string_view own_variables = "FLEX_VIDEO_";
constexpr std::string_view file_suffix = "_FILE";

std::string file_variable(const std::string& variable) { return variable + std::string{file_suffix}; }

std::vector<std::string> known_variables() {
  std::vector<std::string> names{"FLEX_VIDEO_CONFIG"};
  for (const auto& setting : settings()) {
    names.push_back(setting.variable);
    if (can_be_file(setting)) names.push_back(file_variable(setting.variable));
  }
  return names;
}

std::vector<std::string> known_keys() {
  std::vector<std::string> keys;
  for (const auto& setting : settings()) keys.push_back(setting.key);
  return keys;
}

/// Editors and `echo` end a file with a line break that is not part of the secret.
std::string without_last_break(std::string text) {
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return text;
}

}  // namespace

setting_lookup::setting_lookup(const serve_sources& sources) : sources_(sources) {
  if (sources.file) file_ = read_toml(sources.file->text, sources.file->path.string());
  problems_ = file_.problems;
  note_unknown_keys();
  note_unknown_variables();
}

std::optional<given_value> setting_lookup::find(const setting& setting) {
  auto in_file = find_in_file(setting);  // first, so that its problems are seen even when it doesn't win
  if (auto flag = find_flag(setting)) return flag;
  if (auto value = find_variable(setting, setting.variable)) return value;
  if (!setting.other_variable.empty()) {
    if (auto value = find_variable(setting, setting.other_variable)) return value;
  }
  return in_file;
}

bool setting_lookup::gave(const setting& setting) const {
  return std::ranges::find(given_, setting.name) != given_.end();
}

std::optional<given_value> setting_lookup::find_flag(const setting& setting) {
  const auto found = sources_.flags.find(setting.name);
  if (found == sources_.flags.end()) return std::nullopt;
  given_.push_back(setting.name);
  const auto from = "--" + setting.name;
  if (holds_secret(setting, found->second)) {
    problems_.push_back(from + ": others see it in the process list; set " + setting.variable + " or " +
                        file_variable(setting.variable) + " instead");
    return std::nullopt;
  }
  return given_value{base::secret{found->second}, from};
}

std::optional<given_value> setting_lookup::find_variable(const setting& setting, const std::string& name) {
  const auto* text = variable(name);
  const auto* path = can_be_file(setting) ? variable(file_variable(name)) : nullptr;
  if (!text && !path) return std::nullopt;
  given_.push_back(setting.name);
  if (!path) return given_value{base::secret{*text}, name};
  if (text) {
    problems_.push_back(name + " and " + file_variable(name) + " are both set; keep one");
    return std::nullopt;
  }
  const auto from = file_variable(name) + " (" + *path + ")";
  auto read = sources_.read_file(*path);
  if (!read) {
    problems_.push_back(from + ": the file can't be read");
    return std::nullopt;
  }
  return given_value{base::secret{without_last_break(std::move(*read))}, from};
}

std::optional<given_value> setting_lookup::find_in_file(const setting& setting) {
  const auto found = std::ranges::find(file_.values, setting.key, &toml_value::key);
  if (found == file_.values.end()) return std::nullopt;
  given_.push_back(setting.name);
  if (sources_.file->others_can_read && holds_secret(setting, found->text.reveal())) {
    const auto path = sources_.file->path.string();
    problems_.push_back(
        found->from + ": " + setting.key +
        " is a secret, and everybody on this machine can read the file; run chmod o= " + path +
        ", or move it to " + setting.variable + " or " + file_variable(setting.variable));
    return std::nullopt;
  }
  return given_value{found->text, found->from};
}

const std::string* setting_lookup::variable(const std::string& name) const {
  const auto found = sources_.environment.find(name);
  return found == sources_.environment.end() || found->second.empty() ? nullptr : &found->second;
}

void setting_lookup::note_unknown_variables() {
  const auto known = known_variables();
  for (const auto& [name, value] : sources_.environment) {
    if (!name.starts_with(own_variables) || std::ranges::find(known, name) != known.end()) continue;
    problems_.push_back(name + ": there is no such variable" + suggestion(name, known));
  }
}

void setting_lookup::note_unknown_keys() {
  const auto known = known_keys();
  for (const auto& value : file_.values) {
    if (std::ranges::find(known, value.key) != known.end()) continue;
    problems_.push_back(value.from + ": there is no setting " + value.key + suggestion(value.key, known));
  }
}

}  // namespace flex_video::app
