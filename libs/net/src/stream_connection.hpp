#pragma once

#include "asio.hpp"
#include "open_connections.hpp"
#include "serving.hpp"
#include "transport.hpp"

#include "flex_video/net/http.hpp"

#include <functional>
#include <memory>
#include <string>

namespace flex_video::net {

/// One client of an event stream: bytes go out as they come, and the connection ends with the stream.
class stream_connection final : public open_connections::member,
                                public std::enable_shared_from_this<stream_connection> {
 public:
  struct opening {
    std::string bytes;  ///< what is sent first: the head, and what was left unsent before it
    bool chunked;       ///< whether the client knows the chunked coding
  };
  using beginning = std::function<void(std::shared_ptr<event_stream>)>;

  stream_connection(transport socket, opening first, std::shared_ptr<serving> shared);

  /// Takes the socket over as a member of serving::open, and gives `begin` the writer before it returns.
  static void start(transport socket, opening first, const beginning& begin,
                    const std::shared_ptr<serving>& shared);

  bool send(std::string_view bytes);
  void close();
  void on_close(std::function<void()> callback);

  void sweep(steady_time now) override;
  void drain() override { close(); }
  void cut() override;

 private:
  static task<> watch(std::shared_ptr<stream_connection> self);
  static task<> write(std::shared_ptr<stream_connection> self);
  void wake();
  void abort();

  transport socket_;
  std::shared_ptr<serving> shared_;
  bool chunked_;
  std::string queue_;
  std::string in_flight_;
  deadline deadline_;
  std::function<void()> on_close_;
  bool writing_ = false;
  bool closing_ = false;
  bool ended_ = false;
};

}  // namespace flex_video::net
