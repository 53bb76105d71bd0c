#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace flex_video::net {

enum class method { get, head, post, put, patch, delete_, options, other };

struct header_view {
  std::string_view name;
  std::string_view value;
};

/// A request as a handler sees it. All views are valid during the handler's call only.
struct request {
  method verb = method::get;
  std::string_view target;  ///< as received: path and query
  std::string_view path;    ///< before the '?', still percent-encoded
  std::string_view query;   ///< after the '?', without it
  std::vector<header_view> headers;
  std::string_view body;
  /// The client's, without a port: the peer's, or what trusted proxies say (server_options).
  std::string_view remote_address;
  std::string_view id;  ///< of this request, as in its answer's X-Request-Id
  bool secure = false;  ///< came by TLS, or a trusted proxy says so
  std::vector<std::pair<std::string_view, std::string>>
      parameters;  ///< what {name} in the route matched, decoded

  /// The first header of that name, in any case; empty if there is none.
  std::string_view header(std::string_view name) const;
  /// What {name} matched; empty if the route has no such part.
  std::string_view parameter(std::string_view name) const;
  /// The value of one cookie (RFC 6265 section 5.4); nothing if it was not sent.
  std::optional<std::string_view> cookie(std::string_view name) const;
  /// The media type of the body in lower case, without parameters; empty if not given.
  std::string content_type() const;
};

/// The first value of `name` in an application/x-www-form-urlencoded text (a query or a body), decoded;
/// nothing if absent.
std::optional<std::string> form_value(std::string_view form, std::string_view name);
/// Decodes %XX (and '+' as a space when `plus_is_space`); nothing if a '%' is not followed by two hexadecimal
/// digits.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space = false);

/// Writes one stream of server-sent events (or any chunked body) to one client. Loop thread only. The stream
/// is closed when the last reference to it is dropped, and its connection ends with it.
class event_stream {
 public:
  virtual ~event_stream() = default;
  /// Sends bytes; false if the client is gone or too slow (its queue is full), and then it is being closed.
  virtual bool send(std::string bytes) = 0;
  virtual void close() = 0;
  /// Called once when the client is gone.
  virtual void on_close(std::function<void()> callback) = 0;
};

/// A body that is read while it is sent, so that no more of it than a piece is in memory. Loop thread only.
class body_reader {
 public:
  virtual ~body_reader() = default;
  /// Of all of it, in bytes.
  virtual std::uint64_t size() const = 0;
  /// The next bytes, at most so many. None if they can't be had: then the connection is broken off.
  virtual std::string read(std::size_t most) = 0;
};

struct response {
  unsigned status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::shared_ptr<const std::string>
      shared_body;                         ///< sent instead of `body` when set: one copy for all clients
  std::shared_ptr<body_reader> read_body;  ///< the same
  std::function<void(std::shared_ptr<event_stream>)>
      stream;  ///< when set, the answer stays open and this gets its writer

  response& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

response json(unsigned status, std::string body);
response text(unsigned status, std::string body);
response redirect(std::string location, unsigned status = 303);
/// An RFC 9457 problem. `code` is the stable identifier clients switch on; `title` is for people.
response problem(unsigned status, std::string_view code, std::string_view title);

using handler = std::function<response(const request&)>;

}  // namespace flex_video::net
