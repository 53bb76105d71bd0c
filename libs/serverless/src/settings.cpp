#include "settings.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/base/error_category.hpp"
#include "flex_video/twilio/hmac.hpp"

#include <charconv>

namespace flex_video::serverless {
namespace {

constexpr char category_name[] = "serverless.settings";
constexpr std::size_t shortest_link_secret = 16;

const char* describe(int code) {
  return static_cast<settings_errc>(code) == settings_errc::missing ? "a variable is not set"
                                                                    : "a variable can't be used";
}

/// The context's variables, read one after the other; what is wrong first is remembered.
class variables {
 public:
  explicit variables(const twilio::form& environment) : environment_(environment) {}

  std::string_view text(std::string_view name) const { return twilio::form_value(environment_, name); }

  std::string_view needed(std::string_view name) {
    const auto value = text(name);
    if (value.empty()) fail(settings_errc::missing, name);
    return value;
  }

  template <class Sid>
  std::optional<Sid> sid(std::string_view name) {
    const auto value = needed(name);
    auto parsed = Sid::parse(value);
    if (!parsed) fail(settings_errc::invalid, name);
    return parsed;
  }

  /// `otherwise` if it is not set.
  unsigned number(std::string_view name, unsigned least, unsigned most, unsigned otherwise) {
    const auto value = text(name);
    if (value.empty()) return otherwise;
    unsigned read = 0;
    const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), read);
    if (failed != std::errc{} || end != value.data() + value.size() || read < least || read > most)
      fail(settings_errc::invalid, name);
    return read;
  }

  /// An address that a path can follow.
  std::string address(std::string_view name, std::string otherwise) {
    std::string value{text(name)};
    if (value.empty()) return otherwise;
    const auto scheme = value.starts_with("https://") ? 8u : value.starts_with("http://") ? 7u : 0u;
    if (scheme == 0 || value.size() == scheme || value[scheme] == '/' || value.ends_with('/') ||
        value.find_first_of("?#@ ", scheme) != std::string::npos)
      fail(settings_errc::invalid, name);
    return value;
  }

  void fail(settings_errc code, std::string_view name) {
    if (!wrong_) wrong_ = base::error{make_error_code(code), std::string{name}};
  }
  const std::optional<base::error>& wrong() const { return wrong_; }

 private:
  const twilio::form& environment_;
  std::optional<base::error> wrong_;
};

std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const auto comma = text.find(',');
    auto item = text.substr(0, comma);
    item = item.substr(std::min(item.find_first_not_of(' '), item.size()));
    item = item.substr(0, item.find_last_not_of(' ') + 1);
    if (!item.empty()) items.emplace_back(item);
    text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
  }
  return items;
}

/// Where Twilio's runtime says it is reached; on a developer's machine without TLS.
std::string address_of(std::string_view domain) {
  const bool local = domain.starts_with("localhost") || domain.starts_with("127.0.0.1");
  return (local ? "http://" : "https://") + std::string{domain};
}

base::secret link_key(variables& from, const base::secret& api_secret) {
  const auto given = from.text("LINK_SECRET");
  if (!given.empty()) {
    if (given.size() < shortest_link_secret) from.fail(settings_errc::invalid, "LINK_SECRET");
    return base::secret{std::string{given}};
  }
  return base::secret{base::to_hex(twilio::hmac_sha256{api_secret}("flex-video links"))};
}

core::policy policy_of(variables& from) {
  const core::policy usual;
  const auto hours = [](std::chrono::seconds time) {
    return static_cast<unsigned>(time / std::chrono::hours{1});
  };
  return {.max_participants = from.number("MAX_PARTICIPANTS", 2, 50, usual.max_participants),
          .link_life = std::chrono::hours{from.number("LINK_HOURS", 1, 7 * 24, hours(usual.link_life))},
          .longest_call = std::chrono::hours{from.number("CALL_HOURS", 1, 24, hours(usual.longest_call))}};
}

}  // namespace

std::error_code make_error_code(settings_errc code) {
  return {static_cast<int>(code), base::error_category<category_name, describe>::instance()};
}

base::result<settings> read_settings(const twilio::form& environment) {
  variables from{environment};
  const auto account = from.sid<twilio::account_sid>("ACCOUNT_SID");
  const auto key = from.sid<twilio::api_key_sid>("API_KEY");
  const base::secret api_secret{std::string{from.needed("API_SECRET")}};
  const auto workspace = from.sid<twilio::workspace_sid>("WORKSPACE_SID");
  const auto domain = from.text("BASE_URL").empty() ? address_of(from.needed("DOMAIN_NAME")) : std::string{};
  auto base_url = from.address("BASE_URL", domain);
  if (from.wrong()) return std::unexpected{*from.wrong()};

  const server::twilio_cloud_options usual{
      .account = *account, .workspace = *workspace, .credentials = {key->str(), api_secret}};
  auto cloud = usual;
  cloud.video_url = from.address("VIDEO_URL", usual.video_url);
  cloud.iam_url = from.address("IAM_URL", usual.iam_url);
  cloud.taskrouter_url = from.address("TASKROUTER_URL", usual.taskrouter_url);
  // Of four calls one after the other, each has its chance before Twilio ends the function.
  cloud.attempt_timeout = std::chrono::milliseconds{3'000};
  cloud.call_deadline = std::chrono::milliseconds{4'000};
  if (const auto type = from.text("ROOM_TYPE"); !type.empty()) cloud.room_type = type;
  const auto auth_token = from.text("AUTH_TOKEN");
  // Twilio documents the validation of Flex tokens for the account's own credentials.
  if (!auth_token.empty()) cloud.credentials = {account->str(), base::secret{std::string{auth_token}}};
  settings read{
      .credentials = {.account = *account, .api_key = *key, .api_secret = api_secret},
      .cloud = std::move(cloud),
      .auth_token = auth_token.empty() ? std::nullopt : std::optional{base::secret{std::string{auth_token}}},
      .link_key = link_key(from, api_secret),
      .base_url = std::move(base_url),
      .allowed_origins = listed(from.text("ALLOWED_ORIGINS")),
      .policy = policy_of(from)};
  if (from.wrong()) return std::unexpected{*from.wrong()};
  return read;
}

}  // namespace flex_video::serverless
