#include "database_url.hpp"

#include "flex_video/store/open_store.hpp"

#include <algorithm>
#include <memory>

#include <libpq-fe.h>

namespace flex_video::store {
namespace {

using parsed_options = std::unique_ptr<PQconninfoOption[], decltype(&PQconninfoFree)>;

/// Null if libpq can't read it. Its own words on that would repeat the url.
parsed_options parse_options(std::string_view url) {
  return {PQconninfoParse(std::string{url}.c_str(), nullptr), &PQconninfoFree};
}

/// Whether the user and password end where they seem to: an '@', '/' or '?' in a password that is not
/// percent-encoded moves its rest into the host or the path, and from there into messages.
bool is_unambiguous(std::string_view url) {
  const auto authority = url.substr(url.find("://") + 3);
  const auto end = std::min(authority.find_first_of("/?"), authority.size());
  return std::ranges::count(authority.substr(0, end), '@') <= 1 &&
         authority.substr(end).find('@') == std::string_view::npos;
}

}  // namespace

base::result<std::variant<sqlite_file, postgresql_server>> parse_database_url(const base::secret& url) {
  const auto text = url.reveal();
  if (text.starts_with("postgresql://") || text.starts_with("postgres://")) {
    if (!is_unambiguous(text))
      return base::fail(errc::invalid_url, "an '@', '/' or '?' in the password has to be percent-encoded");
    if (!parse_options(text)) return base::fail(errc::invalid_url, "libpq can't read the url");
    return postgresql_server{.url = url};
  }
  auto path = text;
  if (path.starts_with("sqlite:")) path.remove_prefix(7);
  if (path.empty()) return base::fail(errc::invalid_url, "no path");
  if (path.find("://") != std::string_view::npos)
    return base::fail(errc::invalid_url, "neither postgresql:// nor sqlite:");
  if (path == ":memory:")
    return base::fail(errc::invalid_url, "a database in memory has one connection, and is not durable");
  if (path.find_first_of(std::string_view{"\"\0", 2}) != std::string_view::npos)
    return base::fail(errc::invalid_url, "a quote in the path");
  return sqlite_file{.path = std::string{path}};
}

base::secret with_parameters(const base::secret& url,
                             const std::vector<std::pair<std::string, std::string>>& parameters) {
  const auto options = parse_options(url.reveal());
  std::string completed{url.reveal()};
  for (const auto& [name, value] : parameters) {
    const auto* option = options.get();
    while (option->keyword && name != option->keyword) ++option;
    if (option->keyword && option->val) continue;
    completed += (completed.find('?') == std::string::npos ? "?" : "&") + name + "=" + value;
  }
  return base::secret{std::move(completed)};
}

}  // namespace flex_video::store
