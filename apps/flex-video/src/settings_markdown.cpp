#include "settings_markdown.hpp"

#include "setting.hpp"

namespace flex_video::app {
namespace {

constexpr auto introduction = R"(# Configuration

<!-- Printed by `flex-video settings --markdown`; a test compares. Change apps/flex-video/src/settings.cpp instead. -->

`flex-video serve` takes each setting from a flag, else from the environment, else from a TOML file: the one that `--config` or
`FLEX_VIDEO_CONFIG` names, else `flex-video.toml` beside the data folder. A name that is not below is refused, with the nearest one
that is.

A secret has no flag, since flags are seen in the process list. It comes from the environment, from a file that the variable with
`_FILE` behind its name names (as Docker and Kubernetes mount them), or from the TOML file, which others must then not be able to
read (`chmod o= flex-video.toml`).

A duration is a number and its unit: `90s`, `15m`, `4h`, `7d`. A list has commas between its parts, or is an array in TOML.
)";

constexpr auto example = R"(
## An example

```toml
base_url = "https://video.example.com"
database = "/var/lib/flex-video/flex-video.db"

[listen]
address = "0.0.0.0"
trusted_proxies = ["10.0.0.0/8"]

[twilio]
account_sid = "AC…"
api_key = "SK…"
workspace_sid = "WS…"

[policy]
lobby = "always"
link_life = "2h"
```
)";

std::string code(const std::string& text) { return text.empty() ? std::string{} : "`" + text + "`"; }

std::string flag_of(const setting& setting) {
  return setting.secrecy == secrecy::secret ? "*secret*" : code("--" + setting.name);
}

std::string variables_of(const setting& setting) {
  auto text = code(setting.variable);
  if (!setting.other_variable.empty()) text += " or " + code(setting.other_variable);
  return text;
}

std::string default_of(const setting& setting) {
  return setting.required ? "**required**" : code(setting.initial);
}

}  // namespace

std::string settings_markdown() {
  std::string text = introduction;
  text += "\n| flag | variable | in TOML | what for | must be | default |\n|---|---|---|---|---|---|\n";
  for (const auto& setting : settings()) {
    text += "| " + flag_of(setting) + " | " + variables_of(setting) + " | " + code(setting.key) + " | " +
            setting.purpose + " | " + setting.rule.allowed + " | " + default_of(setting) + " |\n";
  }
  return text + example;
}

}  // namespace flex_video::app
