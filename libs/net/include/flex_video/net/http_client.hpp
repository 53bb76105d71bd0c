#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/base/secret.hpp"
#include "flex_video/net/http.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace flex_video::net {

/// HTTP Basic (RFC 7617).
struct basic_credentials {
  std::string user;
  base::secret password;
};

/// A request that we send.
struct client_request {
  method verb = method::get;  ///< get or post
  std::string url;            ///< "https://…" or "http://…", without a user; may hold what must not be logged
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};  ///< of a post
  std::optional<basic_credentials> credentials = std::nullopt;
  std::chrono::milliseconds timeout{10'000};  ///< for all of it, from the name's look-up to the body's end
};

struct client_answer {
  unsigned status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  /// The first header of that name, in any case; empty if there is none.
  std::string_view header(std::string_view name) const;
  /// Its Retry-After in seconds (RFC 9110 section 10.2.3); nothing for the form with a date.
  std::optional<std::chrono::seconds> retry_after() const;
};

/// Calls other servers. Calls block: never on the loop thread.
class http_client {
 public:
  virtual ~http_client() = default;
  /// The answer, whatever its status; no redirect is followed. Refuses with client_errc, whose detail names
  /// neither the URL nor the credentials. A post is sent at most once; a get is sent again when a connection
  /// kept from earlier turns out dead. Throws std::invalid_argument for a request that is none: another verb
  /// or scheme, a URL that does not parse, a header with a line break. Any thread.
  virtual base::result<client_answer> send(const client_request& request) = 0;
};

struct http_client_options {
  std::chrono::milliseconds connect_timeout{3'000};  ///< for the name's look-up, TCP and TLS
  std::size_t answer_bytes =
      std::size_t{1024} * 1024;      ///< head and body; one more is client_errc::answer_too_large
  std::size_t kept_connections = 8;  ///< idle, for later calls
  std::string ca_file = {};          ///< PEM; who may vouch for a server. Empty: whom the system trusts
};

/// The client over libcurl: TLS verified, proxies from the environment (https_proxy, no_proxy, …), one call
/// per thread at a time and connections kept for the next one. Throws std::runtime_error if libcurl does not
/// start.
std::unique_ptr<http_client> make_http_client(http_client_options options = {});

enum class client_errc {
  could_not_connect = 1,  ///< in time, or at all; nothing was sent
  tls,                    ///< the server is not proved to be who it should; nothing was sent
  broken,                 ///< the connection ended early; the request may have been processed
  timed_out,              ///< the same, by request.timeout
  answer_too_large,       ///< the request was processed
};
std::error_code make_error_code(client_errc code);

}  // namespace flex_video::net

template <>
struct std::is_error_code_enum<flex_video::net::client_errc> : std::true_type {};
