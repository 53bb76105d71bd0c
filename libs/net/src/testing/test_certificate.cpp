#include "testing/test_certificate.hpp"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace flex_video::net::testing {
namespace {

using key_pair = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using open_file = std::unique_ptr<FILE, decltype(&std::fclose)>;

certificate make_certificate(EVP_PKEY* key, const std::string& name) {
  constexpr long hour = 3600;
  certificate made{X509_new(), X509_free};
  X509_set_version(made.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -hour);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), hour);
  auto* const subject = X509_get_subject_name(made.get());
  X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  X509_set_issuer_name(made.get(), subject);
  X509_set_pubkey(made.get(), key);
  if (X509_sign(made.get(), key, EVP_sha256()) == 0) throw std::runtime_error("cannot sign a certificate");
  return made;
}

open_file create(const std::filesystem::path& path) { return {std::fopen(path.c_str(), "w"), std::fclose}; }

}  // namespace

test_certificate::test_certificate(const std::string& name) {
  auto pattern = (std::filesystem::temp_directory_path() / "net_test.XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("cannot make a folder");
  folder_ = pattern;
  renew(name);
}

test_certificate::~test_certificate() { std::filesystem::remove_all(folder_); }

void test_certificate::renew(const std::string& name) {
  const key_pair key{EVP_EC_gen("P-256"), EVP_PKEY_free};
  const auto made = make_certificate(key.get(), name);
  PEM_write_X509(create(files().chain).get(), made.get());
  PEM_write_PrivateKey(create(files().key).get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
}

void test_certificate::truncate() {
  std::filesystem::resize_file(files().chain, std::filesystem::file_size(files().chain) / 2);
}

}  // namespace flex_video::net::testing
