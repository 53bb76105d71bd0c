#include "demo_credentials.hpp"

#include "environment.hpp"

#include "flex_video/base/encoding.hpp"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

namespace flex_video::app {
namespace {

std::string random_hex(base::random_source& random) {
  std::array<std::byte, 16> bytes;
  random.fill(bytes);
  return base::to_hex(bytes);
}

/// Replaces the file as a whole, so that a stop in between leaves the old one.
void write_private(const std::filesystem::path& file, const std::string& text) {
  const auto fresh = file.string() + ".new";
  const int descriptor = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), fresh);
  const auto written = write(descriptor, text.data(), text.size());
  const bool kept = written == static_cast<ssize_t>(text.size()) && fsync(descriptor) == 0;
  close(descriptor);
  if (!kept) throw std::runtime_error("cannot write " + fresh);
  std::filesystem::rename(fresh, file);
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
  const auto link_secret = value("FLEX_VIDEO_LINK_SECRET", [&] { return random_hex(random); });
  kept["FLEX_VIDEO_BASE_URL"] = base_url;

  const auto account_sid = twilio::account_sid::parse(account);
  const auto key_sid = twilio::api_key_sid::parse(key);
  if (!account_sid || !key_sid)
    throw std::runtime_error(file.string() + " holds a malformed SID; delete it to start afresh");

  std::string text =
      "# Made by `flex-video demo`. Any Twilio client that reads these names can be pointed at the demo.\n";
  for (const auto& [name, setting] : kept) text += name + "=" + setting + "\n";
  write_private(file, text);
  return {{*account_sid, *key_sid, base::secret{api_secret}},
          base::secret{auth_token},
          base::secret{link_secret}};
}

}  // namespace flex_video::app
