#include "demo_credentials.hpp"

#include "environment.hpp"
#include "private_file.hpp"

#include "flex_video/base/encoding.hpp"

#include <array>
#include <stdexcept>

namespace flex_video::app {
namespace {

std::string random_hex(base::random_source& random) {
  std::array<std::byte, 16> bytes;
  random.fill(bytes);
  return base::to_hex(bytes);
}

}  // namespace

demo_credentials open_demo_credentials(const std::filesystem::path& folder, const std::string& base_url,
                                       base::random_source& random) {
  std::filesystem::create_directories(folder);
  const auto file = folder / "demo.env";
  auto kept = environment::from_file(file).values();
  const auto value = [&](const std::string& name, auto make) {
    auto& text = kept[name];
    if (text.empty()) text = make();
    return text;
  };
  const auto account =
      value("TWILIO_ACCOUNT_SID", [&] { return twilio::account_sid::generate(random).str(); });
  const auto key = value("TWILIO_API_KEY", [&] { return twilio::api_key_sid::generate(random).str(); });
  const auto api_secret = value("TWILIO_API_SECRET", [&] { return random_hex(random); });
  const auto auth_token = value("TWILIO_AUTH_TOKEN", [&] { return random_hex(random); });
  const auto workspace =
      value("TWILIO_WORKSPACE_SID", [&] { return twilio::workspace_sid::generate(random).str(); });
  const auto link_secret = value("FLEX_VIDEO_LINK_SECRET", [&] { return random_hex(random); });
  kept["FLEX_VIDEO_BASE_URL"] = base_url;

  const auto account_sid = twilio::account_sid::parse(account);
  const auto key_sid = twilio::api_key_sid::parse(key);
  const auto workspace_sid = twilio::workspace_sid::parse(workspace);
  if (!account_sid || !key_sid || !workspace_sid)
    throw std::runtime_error(file.string() + " holds a malformed SID; delete it to start afresh");

  std::string text =
      "# Made by `flex-video demo`. Any Twilio client that reads these names can be pointed at the demo.\n";
  for (const auto& [name, setting] : kept) text += name + "=" + setting + "\n";
  write_private(file, text);
  return {{*account_sid, *key_sid, base::secret{api_secret}},
          *workspace_sid,
          base::secret{auth_token},
          base::secret{link_secret}};
}

}  // namespace flex_video::app
