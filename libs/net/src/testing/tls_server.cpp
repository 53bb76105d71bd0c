#include "testing/tls_server.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <unistd.h>

namespace flex_video::net::testing {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

struct free_openssl {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
};
using private_key = std::unique_ptr<EVP_PKEY, free_openssl>;
using certificate = std::unique_ptr<X509, free_openssl>;

certificate certify(EVP_PKEY* key, const std::string& name) {
  certificate made{X509_new()};
  X509_set_version(made.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), 3600);
  X509_set_pubkey(made.get(), key);
  auto* subject = X509_get_subject_name(made.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(made.get(), subject);
  const std::unique_ptr<X509_EXTENSION, free_openssl> names{
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, ("DNS:" + name).c_str())};
  X509_add_ext(made.get(), names.get(), -1);
  if (X509_sign(made.get(), key, EVP_sha256()) == 0) throw std::runtime_error("no certificate");
  return made;
}

std::string write_file(X509* to_write) {
  auto path = (std::filesystem::temp_directory_path() / "flex-video-test-XXXXXX").string();
  const int file = ::mkstemp(path.data());
  auto* stream = file < 0 ? nullptr : ::fdopen(file, "w");
  if (!stream) throw std::runtime_error("no file for the certificate");
  PEM_write_X509(stream, to_write);
  std::fclose(stream);
  return path;
}

}  // namespace

struct tls_server::impl {
  explicit impl(const std::string& name) {
    const private_key key{EVP_EC_gen("P-256")};
    const auto own = certify(key.get(), name);
    file = write_file(own.get());
    SSL_CTX_use_certificate(tls.native_handle(), own.get());
    SSL_CTX_use_PrivateKey(tls.native_handle(), key.get());
    thread = std::thread{[this] { serve(); }};
  }
  ~impl() {
    // A blocking accept ends with a connection only.
    stopping = true;
    boost::system::error_code ignored;
    tcp::socket last{context};
    last.connect(acceptor.local_endpoint(), ignored);
    thread.join();
    std::filesystem::remove(file);
  }

  void serve() {
    while (!stopping) {
      boost::system::error_code error;
      asio::ssl::stream<tcp::socket> client{acceptor.accept(), tls};
      if (!stopping) client.handshake(asio::ssl::stream_base::server, error);
      std::string request;
      if (!error && !stopping) asio::read_until(client, asio::dynamic_buffer(request), "\r\n\r\n", error);
      constexpr std::string_view answer =
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
      if (!error && !stopping) asio::write(client, asio::buffer(answer), error);
    }
  }

  asio::io_context context;
  tcp::acceptor acceptor{context, tcp::endpoint{asio::ip::address_v4::loopback(), 0}};
  asio::ssl::context tls{asio::ssl::context::tls_server};
  std::string file;
  std::atomic<bool> stopping = false;
  std::thread thread;
};

tls_server::tls_server(const std::string& name) : impl_(std::make_unique<impl>(name)) {}
tls_server::~tls_server() = default;

std::uint16_t tls_server::port() const { return impl_->acceptor.local_endpoint().port(); }
const std::string& tls_server::certificate_file() const { return impl_->file; }

}  // namespace flex_video::net::testing
