#include "flex_video/net/http_client.hpp"

#include "ascii.hpp"

#include "flex_video/base/error_category.hpp"

#include <algorithm>
#include <charconv>

namespace flex_video::net {
namespace {

constexpr char category_name[] = "net.http_client";

const char* describe(int value) {
  switch (static_cast<client_errc>(value)) {
    case client_errc::could_not_connect:
      return "could not connect";
    case client_errc::tls:
      return "the server's identity is not proved";
    case client_errc::broken:
      return "the connection ended before the answer did";
    case client_errc::timed_out:
      return "no answer in time";
    case client_errc::answer_too_large:
      return "the answer is too large";
  }
  return "unknown client error";
}

}  // namespace

std::error_code make_error_code(client_errc code) {
  return {static_cast<int>(code), base::error_category<category_name, describe>::instance()};
}

std::string_view client_answer::header(std::string_view name) const {
  const auto found =
      std::ranges::find_if(headers, [&](const auto& header) { return iequals(header.first, name); });
  return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

std::optional<std::chrono::seconds> client_answer::retry_after() const {
  const auto text = header("retry-after");
  unsigned seconds = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (text.empty() || failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return std::chrono::seconds{seconds};
}

}  // namespace flex_video::net
