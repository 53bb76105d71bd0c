#include "transport.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>

namespace flex_video::net {

void transport::drive(step attempt, completion done) {
  error_code error;
  const auto bytes = attempt(error);
  if (error == asio::error::would_block) return wait_for(std::move(attempt), std::move(done));
  // Never from inside the call that began it.
  asio::post(socket_.get_executor(),
             [done = std::move(done), error, bytes]() mutable { done(error, bytes); });
}

void transport::wait_for(step attempt, completion done) {
  socket_.async_wait(tls_->wanted(),
                     [this, attempt = std::move(attempt), done = std::move(done)](error_code error) mutable {
                       if (error) return done(error, 0);
                       const auto bytes = attempt(error);
                       if (error == asio::error::would_block)
                         return wait_for(std::move(attempt), std::move(done));
                       done(error, bytes);
                     });
}

void transport::close_notify() {
  if (tls_) tls_->close_notify(socket_);
}

void transport::end_sending() {
  close_notify();
  error_code ignored;
  std::ignore = socket_.shutdown(tcp_socket::shutdown_send, ignored);
}

void transport::finish() {
  close_notify();
  close();
}

}  // namespace flex_video::net
