#include "flex_video/net/local_stream.hpp"

#include "event_loop_impl.hpp"

#include <boost/asio/posix/basic_stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <utility>

namespace flex_video::net {

/// Kept by what is under way, so the stream may be destroyed in a callback.
class local_stream::connection : public std::enable_shared_from_this<connection> {
 public:
  connection(asio::io_context& context, int descriptor, std::size_t limit, listener heard)
      : descriptor_(context.get_executor(), descriptor), limit_(limit), heard_(std::move(heard)) {}

  void read() {
    descriptor_.async_read_some(
        asio::buffer(arrived_),
        [self = shared_from_this()](const boost::system::error_code& error, std::size_t size) {
          if (self->over_) return;
          if (error) return self->end();
          self->heard_.received(std::span{self->arrived_}.first(size));
          if (!self->over_) self->read();
        });
  }

  void send(std::span<const std::byte> bytes) {
    if (over_ || overflowed_) return;
    if (waiting_.size() + writing_.size() + bytes.size() > limit_) {
      overflowed_ = true;
      return asio::post(descriptor_.get_executor(), [self = shared_from_this()] { self->end(); });
    }
    waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
    if (writing_.empty()) write();
  }

  void close() {
    over_ = true;
    close_quietly(descriptor_);
  }

 private:
  void write() {
    writing_.swap(waiting_);
    asio::async_write(descriptor_, asio::buffer(writing_),
                      [self = shared_from_this()](const boost::system::error_code& error, std::size_t) {
                        self->writing_.clear();
                        if (error) return self->end();
                        if (!self->over_ && !self->waiting_.empty()) self->write();
                      });
  }

  void end() {
    if (over_) return;
    close();
    heard_.ended();
  }

  asio::posix::basic_stream_descriptor<executor> descriptor_;
  std::size_t limit_;
  listener heard_;
  std::array<std::byte, 65'536> arrived_{};
  std::vector<std::byte> writing_;
  std::vector<std::byte> waiting_;
  bool overflowed_ = false;
  bool over_ = false;
};

local_stream::local_stream(event_loop& loop, int descriptor, std::size_t limit, listener heard)
    : connection_(
          std::make_shared<connection>(loop.implementation().context, descriptor, limit, std::move(heard))) {
  connection_->read();
}

local_stream::~local_stream() { connection_->close(); }

void local_stream::send(std::span<const std::byte> bytes) { connection_->send(bytes); }

}  // namespace flex_video::net
