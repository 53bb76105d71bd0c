#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/base/secret.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace flex_video::store {

struct sqlite_file {
  std::string path;
};
struct postgresql_server {
  base::secret url;  ///< as libpq takes it
};

/// What a url names, or errc::invalid_url. What libpq says of an accepted url is safe to tell: a password
/// that it would take for a host or a port is refused here.
base::result<std::variant<sqlite_file, postgresql_server>> parse_database_url(const base::secret& url);

/// The url of a server with those of the parameters that it does not name itself.
base::secret with_parameters(const base::secret& url,
                             const std::vector<std::pair<std::string, std::string>>& parameters);

}  // namespace flex_video::store
