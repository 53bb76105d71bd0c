#pragma once

#include "default_headers.hpp"

#include "flex_video/net/http.hpp"

#include <boost/asio/buffer.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace flex_video::net {

/// What becomes of the connection after an answer.
enum class ending {
  keep_alive,
  keep_alive_http10,  ///< the same for a client that has to be told
  close,
};

/// How an answer is framed.
struct framing {
  method verb = method::get;
  ending end = ending::keep_alive;
  std::string_view date;
  std::string_view request_id = {};           ///< X-Request-Id; may be empty
  const default_headers* defaults = nullptr;  ///< may be null
};

/// Whether only the listener may write this header, since it says how answers are framed.
bool is_framing(std::string_view name);

/// Whether every header can be sent as it is: a line break in a name or value would start a header of
/// somebody else's.
bool well_formed(const response& answer);

/// Appends the status line and the headers of a stream of unknown length, which ends with the connection.
void append_stream_head(std::string& out, const response& answer, const framing& how, bool chunked);

/// The answers that wait to be written, as few buffers as possible: one for all heads and small bodies, and
/// one for a large body, which is not copied.
class response_buffer {
 public:
  /// Only while not heavy().
  void add(response answer, const framing& how);
  /// Bytes as they are, e.g. an interim response.
  void add_raw(std::string_view bytes) { head_ += bytes; }

  bool empty() const { return head_.size() == sent_ && body().empty(); }
  /// Whether it has to be written before anything is added.
  bool heavy() const;
  std::array<boost::asio::const_buffer, 2> buffers() const;
  void consume(std::size_t bytes);
  /// Whether a body ended before its length: nothing more can be said on this connection.
  bool broken() const { return broken_; }
  /// What waits, for somebody else to write. Only while not heavy().
  std::string take();

 private:
  std::string_view body() const;
  void read_more();

  std::string head_;
  std::size_t sent_ = 0;
  std::string own_body_;
  std::shared_ptr<const std::string> shared_body_;
  std::size_t body_sent_ = 0;
  std::shared_ptr<body_reader> reader_;
  std::uint64_t unread_ = 0;
  bool broken_ = false;
};

}  // namespace flex_video::net
