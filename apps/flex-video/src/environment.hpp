#pragma once

#include "flex_video/base/secret.hpp"
#include "flex_video/twilio/access_token.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace flex_video::app {

/// NAME=value settings: the process's environment, and .env files below it.
class environment {
 public:
  /// Reads NAME=value lines; '#' starts a comment line, values may stand in double quotes. An absent file is
  /// empty. Throws std::runtime_error naming file and line if a line is neither.
  static environment from_file(const std::filesystem::path& file);

  /// The process's own variable wins over the file's.
  std::optional<std::string> get(const std::string& name) const;
  void set(const std::string& name, std::string value) { values_[name] = std::move(value); }
  const std::map<std::string, std::string>& values() const { return values_; }

 private:
  std::map<std::string, std::string> values_;
};

/// Account and API key under Twilio's usual names (TWILIO_ACCOUNT_SID, TWILIO_API_KEY, TWILIO_API_SECRET) or
/// the original design's (ACCOUNT_SID, API_KEY, API_SECRET). Throws std::runtime_error naming the first that
/// is missing or malformed.
twilio::credentials read_credentials(const environment& from);

}  // namespace flex_video::app
