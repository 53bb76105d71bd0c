#include "serve_flags.hpp"

#include "setting.hpp"

namespace flex_video::app {
namespace {

void add_config(CLI::App& command) {
  command.add_option("--config")
      ->type_name("PATH")
      ->description("The TOML file; flex-video.toml beside the data folder when absent [FLEX_VIDEO_CONFIG]");
}

void add_flag(CLI::App& command, const setting& setting) {
  const auto name = "--" + setting.name;
  auto* flag = setting.rule.kind == "BOOLEAN" ? command.add_flag(name)
                                              : command.add_option(name)->type_name(setting.rule.kind);
  flag->description(setting.purpose + " [" + setting.variable + "]");
  if (!setting.initial.empty()) flag->default_str(setting.initial);
  // A secret's flag is only there to be refused in words that don't repeat it.
  if (setting.secrecy == secrecy::secret) flag->group("");
}

std::string secrets_in_words() {
  std::string text = "Secrets come from the environment, a file named by NAME_FILE, or the TOML file:";
  for (const auto& setting : settings()) {
    if (setting.secrecy != secrecy::secret) continue;
    text +=
        "\n  " + setting.variable + (setting.required ? " (required)" : "") + "\n      " + setting.purpose;
  }
  return text;
}

}  // namespace

void add_serve_flags(CLI::App& command) {
  add_config(command);
  for (const auto& setting : settings()) add_flag(command, setting);
  command.footer(secrets_in_words());
}

void add_data_flags(CLI::App& command) {
  add_config(command);
  for (const auto& setting : settings()) {
    if (places_data(setting)) add_flag(command, setting);
  }
}

void add_media_flags(CLI::App& command) {
  for (const auto& setting : settings()) {
    if (is_of_media(setting)) add_flag(command, setting);
  }
}

std::map<std::string, std::string> given_flags(const CLI::App& command) {
  std::map<std::string, std::string> flags;
  const auto note = [&](const std::string& name) {
    const auto* flag = command.get_option_no_throw("--" + name);
    if (flag && flag->count() > 0) flags[name] = flag->results().front();
  };
  note("config");
  for (const auto& setting : settings()) note(setting.name);
  return flags;
}

}  // namespace flex_video::app
