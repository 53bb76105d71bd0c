#include "doctor/certificate.hpp"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <ctime>
#include <memory>
#include <string_view>

namespace flex_video::app::doctor {
namespace {

struct free_openssl {
  void operator()(BIO* chain) const { BIO_free_all(chain); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(X509* certificate) const { X509_free(certificate); }
};
template <class T>
using owned = std::unique_ptr<T, free_openssl>;

std::optional<base::time_point> expiry_of(const owned<X509>& certificate) {
  std::tm parts{};
  if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &parts) != 1)
    return std::nullopt;
  return base::time_point{std::chrono::seconds{timegm(&parts)}};
}

struct endpoint {
  std::string name;     ///< without a port
  std::string address;  ///< with it
};

endpoint endpoint_of(const std::string& origin) {
  const auto authority = origin.substr(std::string_view{"https://"}.size());
  const auto bracket = authority.find(']');
  const auto colon = authority.find(':', bracket == std::string::npos ? 0 : bracket);
  const auto host = authority.substr(0, colon);
  return {.name = host, .address = colon == std::string::npos ? host + ":443" : authority};
}

}  // namespace

std::optional<base::time_point> expiry_in_file(const std::filesystem::path& pem) {
  const owned<BIO> file{BIO_new_file(pem.c_str(), "r")};
  if (!file) return std::nullopt;
  return expiry_of(owned<X509>{PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr)});
}

std::optional<base::time_point> expiry_at(const std::string& origin) {
  const auto [name, address] = endpoint_of(origin);
  const owned<SSL_CTX> context{SSL_CTX_new(TLS_client_method())};
  const owned<BIO> chain{context ? BIO_new_ssl_connect(context.get()) : nullptr};
  if (!chain) return std::nullopt;
  SSL* session = nullptr;
  BIO_get_ssl(chain.get(), &session);
  BIO_set_conn_hostname(chain.get(), address.c_str());
  if (!session || SSL_set_tlsext_host_name(session, name.c_str()) != 1) return std::nullopt;
  if (BIO_do_connect(chain.get()) != 1) return std::nullopt;
  return expiry_of(owned<X509>{SSL_get1_peer_certificate(session)});
}

}  // namespace flex_video::app::doctor
