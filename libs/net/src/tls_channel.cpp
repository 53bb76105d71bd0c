#include "tls_channel.hpp"

#include "tls_context.hpp"

#include <boost/asio/error.hpp>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <new>

namespace flex_video::net {
namespace {

// OpenSSL's own BIO for sockets writes with write(), whose SIGPIPE would end the program when a peer is gone.

int after_transfer(BIO* bio, ssize_t bytes, int retry) {
  BIO_clear_retry_flags(bio);
  if (bytes < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) BIO_set_flags(bio, retry);
  return static_cast<int>(bytes);
}

int handle_of(BIO* bio) { return static_cast<tcp_socket*>(BIO_get_data(bio))->native_handle(); }

int write_bio(BIO* bio, const char* bytes, int size) {
  return after_transfer(bio, ::send(handle_of(bio), bytes, static_cast<std::size_t>(size), MSG_NOSIGNAL),
                        BIO_FLAGS_WRITE | BIO_FLAGS_SHOULD_RETRY);
}

int read_bio(BIO* bio, char* bytes, int size) {
  return after_transfer(bio, ::recv(handle_of(bio), bytes, static_cast<std::size_t>(size), 0),
                        BIO_FLAGS_READ | BIO_FLAGS_SHOULD_RETRY);
}

long control_bio(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

BIO_METHOD* socket_method() {
  static BIO_METHOD* const method = [] {
    auto* const made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket");
    BIO_meth_set_write(made, write_bio);
    BIO_meth_set_read(made, read_bio);
    BIO_meth_set_ctrl(made, control_bio);
    return made;
  }();
  return method;
}

}  // namespace

void tls_channel::release::operator()(SSL* session) const { SSL_free(session); }

tls_channel::tls_channel(const tls_context& context) : session_(SSL_new(context.native())) {
  auto* const bio = session_ ? BIO_new(socket_method()) : nullptr;
  if (!bio) throw std::bad_alloc{};
  BIO_set_init(bio, 1);
  SSL_set_bio(session_.get(), bio, bio);
  SSL_set_accept_state(session_.get());
}

void tls_channel::attach(tcp_socket& socket) {
  BIO_set_data(SSL_get_rbio(session_.get()), &socket);
  // OpenSSL takes an error of somebody else on this thread for one of its own.
  ERR_clear_error();
}

void tls_channel::shake_hands(tcp_socket& socket, error_code& error) {
  attach(socket);
  error = translate(SSL_do_handshake(session_.get()));
}

std::size_t tls_channel::read(tcp_socket& socket, asio::mutable_buffer where, error_code& error) {
  attach(socket);
  std::size_t bytes = 0;
  error = translate(SSL_read_ex(session_.get(), where.data(), where.size(), &bytes));
  return bytes;
}

std::size_t tls_channel::write(tcp_socket& socket, asio::const_buffer bytes, error_code& error) {
  attach(socket);
  std::size_t written = 0;
  error = translate(SSL_write_ex(session_.get(), bytes.data(), bytes.size(), &written));
  return written;
}

void tls_channel::close_notify(tcp_socket& socket) {
  if (broken_ || !SSL_is_init_finished(session_.get())) return;
  attach(socket);
  SSL_shutdown(session_.get());
}

tls_channel::error_code tls_channel::translate(int result) {
  if (result == 1) return {};
  switch (SSL_get_error(session_.get(), result)) {
    case SSL_ERROR_WANT_READ:
      wanted_ = tcp_socket::wait_read;
      return asio::error::would_block;
    case SSL_ERROR_WANT_WRITE:
      wanted_ = tcp_socket::wait_write;
      return asio::error::would_block;
    case SSL_ERROR_ZERO_RETURN:
      return asio::error::eof;
    default:
      broken_ = true;
      return asio::error::connection_reset;
  }
}

}  // namespace flex_video::net
