#pragma once

#include "serve_options.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::app {

/// serve_options while they are being gathered: what has no default may still be missing.
struct gathered_options : serve_settings {
  std::filesystem::path tls_certificate;
  std::filesystem::path tls_key;
  std::optional<twilio::account_sid> account;
  std::optional<twilio::api_key_sid> api_key;
  base::secret api_secret;
  std::optional<twilio::workspace_sid> workspace;
};

/// What a setting's text may be, and where it goes.
struct value_rule {
  std::string kind;     ///< in a word, for --help
  std::string allowed;  ///< in words that follow "must be"
  /// Puts the value where it belongs; false if it is not allowed.
  std::function<bool(gathered_options&, std::string_view)> take;
};

enum class secrecy {
  open,
  secret,        ///< never by flag, since anybody sees those in the process list
  secret_if_url  ///< as PostgreSQL's URLs, which may hold a password
};

struct setting {
  std::string name;            ///< of the flag, without "--"
  std::string variable;        ///< of the environment
  std::string other_variable;  ///< read when `variable` is not set; may be empty
  std::string key;             ///< in TOML, with its table: "policy.link_life"
  std::string initial;         ///< the default, as it would be written; empty if there is none
  value_rule rule;
  std::string purpose;
  app::secrecy secrecy = secrecy::open;
  bool required = false;
};

/// Every setting of `flex-video serve`, in the order people want to read them: flags, variables, TOML keys,
/// --help and docs/configuration.md are all made from this.
const std::vector<setting>& settings();

/// Whether it tells where what must survive is.
inline bool places_data(const setting& setting) {
  return setting.name == "data" || setting.name == "database" || setting.name == "recordings";
}
/// Whether it tells how the media of our own rooms goes.
inline bool is_of_media(const setting& setting) { return setting.key.starts_with("media."); }
/// Whether this text of this setting is a secret.
bool holds_secret(const setting& setting, std::string_view text);
/// Whether a file can be named instead, by the variable with _FILE behind it.
inline bool can_be_file(const setting& setting) { return setting.secrecy != secrecy::open; }

}  // namespace flex_video::app
