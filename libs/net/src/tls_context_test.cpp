#include "tls_context.hpp"

#include "testing/test_certificate.hpp"

#include "flex_video/net/errc.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace flex_video::net {
namespace {

using testing::test_certificate;

TEST(tls_context, takes_a_certificate_and_its_key) {
  const test_certificate certificate;
  EXPECT_TRUE(tls_context::load(certificate.files()));
}

TEST(tls_context, refuses_files_that_are_not_there_and_names_them) {
  const test_certificate certificate;
  auto files = certificate.files();
  files.chain = "/nowhere/chain.pem";
  const auto refused = tls_context::load(files);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::certificate_unusable);
  EXPECT_TRUE(refused.error().detail.contains("/nowhere/chain.pem")) << refused.error().detail;
  files = certificate.files();
  files.key = "/nowhere/key.pem";
  EXPECT_EQ(tls_context::load(files).error().code, errc::certificate_unusable);
}

TEST(tls_context, refuses_what_is_cut_short) {
  test_certificate certificate;
  certificate.truncate();
  EXPECT_EQ(tls_context::load(certificate.files()).error().code, errc::certificate_unusable);
}

TEST(tls_context, refuses_a_key_of_another_certificate) {
  const test_certificate one;
  const test_certificate other;
  EXPECT_EQ(tls_context::load({one.files().chain, other.files().key}).error().code,
            errc::certificate_unusable);
}

TEST(tls_context, refuses_an_encrypted_key_instead_of_asking) {
  const test_certificate certificate;
  std::ofstream{certificate.files().key}
      << "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
         "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgAAAAAAAAAAAICCAAw\n"
         "-----END ENCRYPTED PRIVATE KEY-----\n";
  EXPECT_EQ(tls_context::load(certificate.files()).error().code, errc::certificate_unusable);
}

}  // namespace
}  // namespace flex_video::net
