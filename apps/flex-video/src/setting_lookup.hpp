#pragma once

#include "serve_sources.hpp"
#include "setting.hpp"
#include "toml_settings.hpp"

#include <optional>
#include <string>
#include <vector>

namespace flex_video::app {

struct given_value {
  base::secret text;
  std::string from;  ///< in words: "--port", "FLEX_VIDEO_PORT", "flex-video.toml:7"
};

/// Finds what was given for a setting, and what was given that no setting has. Names, never values, are in
/// its problems.
class setting_lookup {
 public:
  /// Notes unknown names at once. `sources` must outlive it.
  explicit setting_lookup(const serve_sources& sources);

  /// A flag wins over a variable, and that over the TOML file. Nothing if none gives it, or if what gives it
  /// can't be used, which is then a problem.
  std::optional<given_value> find(const setting& setting);

  /// Whether find() came upon something for this setting, of use or not.
  bool gave(const setting& setting) const;
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  std::optional<given_value> find_flag(const setting& setting);
  std::optional<given_value> find_variable(const setting& setting, const std::string& variable);
  std::optional<given_value> find_in_file(const setting& setting);
  const std::string* variable(const std::string& name) const;
  void note_unknown_variables();
  void note_unknown_keys();

  const serve_sources& sources_;
  toml_settings file_;
  std::vector<std::string> problems_;
  std::vector<std::string> given_;  ///< names of settings
};

}  // namespace flex_video::app
