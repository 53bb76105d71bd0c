#include "serve_flags.hpp"

#include "setting.hpp"

namespace flex_video::app {
namespace {

CLI::Option* add_flag(CLI::App& command, const setting& setting) {
  const auto name = "--" + setting.name;
  if (setting.rule.kind == "BOOLEAN") return command.add_flag(name);
  return command.add_option(name)->type_name(setting.rule.kind);
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
  command.add_option("--config")
      ->type_name("PATH")
      ->description("The TOML file; flex-video.toml beside the data folder when absent [FLEX_VIDEO_CONFIG]");
  for (const auto& setting : settings()) {
    auto* flag = add_flag(command, setting)->description(setting.purpose + " [" + setting.variable + "]");
    if (!setting.initial.empty()) flag->default_str(setting.initial);
    // A secret's flag is only there to be refused in words that don't repeat it.
    if (setting.secrecy == secrecy::secret) flag->group("");
  }
  command.footer(secrets_in_words());
}

std::map<std::string, std::string> given_flags(const CLI::App& command) {
  std::map<std::string, std::string> flags;
  const auto note = [&](const std::string& name) {
    const auto* flag = command.get_option("--" + name);
    if (flag->count() > 0) flags[name] = flag->results().front();
  };
  note("config");
  for (const auto& setting : settings()) note(setting.name);
  return flags;
}

}  // namespace flex_video::app
