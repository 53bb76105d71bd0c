#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace flex_video::net::testing {

/// One answer as it came.
struct answer {
  unsigned status = 0;  ///< 0: there was none
  std::string head;     ///< with the status line
  std::string body;     ///< without the chunked coding

  /// The value of a header, named in lower case; empty if it is not there.
  std::string header(std::string_view name) const;
};

/// A blocking client that sends exactly what it is told, right or wrong. A read that nothing answers fails
/// after a while, so that no test hangs.
class raw_client {
 public:
  /// Connects to the loopback address. `receive_buffer` in bytes, for a client that can take little; 0 for
  /// the usual.
  explicit raw_client(std::uint16_t port, int receive_buffer = 0);
  virtual ~raw_client();
  raw_client(const raw_client&) = delete;
  raw_client& operator=(const raw_client&) = delete;

  /// False if the server is gone.
  bool send(std::string_view bytes);
  /// Sends no more, but reads on.
  void shut_sending();

  /// The next answer; `to_head` if its request was HEAD.
  answer read_answer(bool to_head = false);
  answer get(std::string_view path, std::string_view headers = {});
  /// The next chunk of a chunked body; empty at its end, or if the connection broke.
  std::string read_chunk();
  std::string read_until(std::string_view end);
  std::string read_exactly(std::size_t bytes);
  /// Everything up to the end of the connection, which `closed` tells from a read that came to nothing.
  std::string read_all();
  bool closed() const { return closed_; }
  /// Whether bytes, or the end, can be read within some milliseconds.
  bool readable(int milliseconds) const;

 protected:
  int handle() const { return socket_; }

 private:
  /// As recv() and send() do.
  virtual long receive(char* bytes, std::size_t size);
  virtual long transmit(const char* bytes, std::size_t size);
  bool fill();
  std::string take(std::size_t bytes);

  int socket_;
  std::string buffer_;
  bool closed_ = false;
};

}  // namespace flex_video::net::testing
