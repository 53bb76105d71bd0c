#include "doctor/certificate.hpp"
#include "doctor/probes.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <stdlib.h>

namespace flex_video::app::doctor {
namespace {

namespace fs = std::filesystem;

// Of nobody; its key was thrown away.
constexpr char certificate[] = R"(-----BEGIN CERTIFICATE-----
MIIBfTCCASOgAwIBAgIUBByS+myDguh3+AeXxOZ4hHCBuMYwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJYS5leGFtcGxlMB4XDTI2MTEyNDA4MTYxOFoXDTM2MTEyMTA4
MTYxOFowFDESMBAGA1UEAwwJYS5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEAuQrdjPOhEEkDcByJpr360JpdUMiDd1zfKqnXKUCnf5bQnPB7MFoVaVd
4ZCAQpeI1POEpq3WBejjlSL5yodKB6NTMFEwHQYDVR0OBBYEFLfjLlZKzvBwfb7f
OdIOoaG+Xj1eMB8GA1UdIwQYMBaAFLfjLlZKzvBwfb7fOdIOoaG+Xj1eMA8GA1Ud
EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAM3yFjHnlggaE/UKMmxsFMmp
MjeH+l+subdxgA4EUTjYAiAgA16PROoTit3XKYV2jqJk41hbDb5fPfyonAofKxjw
fg==
-----END CERTIFICATE-----
)";
constexpr std::chrono::seconds certificate_expires{2110868178};

class file_probes : public testing::Test {
 protected:
  file_probes() {
    auto name = (fs::temp_directory_path() / "flex-video-XXXXXX").string();
    folder_ = mkdtemp(name.data());
  }
  void TearDown() override { fs::remove_all(folder_); }

  static serve_options options_with(const fs::path& data, database_place database) {
    const auto hex = std::string(32, '1');
    serve_options options{
        {},
        {*twilio::account_sid::parse("AC" + hex), *twilio::api_key_sid::parse("SK" + hex), {}},
        *twilio::workspace_sid::parse("WS" + hex)};
    options.data = data;
    options.database = std::move(database);
    return options;
  }

  fs::path folder_;
};

TEST_F(file_probes, take_the_data_folder_for_one_that_will_be_made_and_no_other) {
  const auto data = folder_ / "a/data";
  const auto made = find_database(options_with(data, data / "flex-video.db"));
  EXPECT_TRUE(made.folder->there);
  EXPECT_TRUE(made.folder->writable);
  EXPECT_EQ(made.schema.value().version, 0u);
  const auto other = find_database(options_with(data, folder_ / "b/flex-video.db"));
  EXPECT_FALSE(other.folder->there);
  EXPECT_TRUE(fs::is_empty(folder_)) << "nothing was made";
}

TEST_F(file_probes, see_who_can_read_the_link_secret) {
  const auto options = options_with(folder_, folder_ / "flex-video.db");
  EXPECT_FALSE(find_link_secret(options, {}).there);
  std::ofstream{folder_ / "link-secret"} << std::string(32, 'l') << '\n';
  fs::permissions(folder_ / "link-secret", fs::perms{0604});
  const auto found = find_link_secret(options, {});
  EXPECT_FALSE(found.given);
  EXPECT_TRUE(found.long_enough);
  EXPECT_EQ(found.mode, fs::perms{0604});
  std::ofstream{folder_ / "link-secret"} << std::string(31, 'l') << '\n';
  EXPECT_FALSE(find_link_secret(options, {}).long_enough);
}

TEST_F(file_probes, look_at_the_file_of_a_link_secret_that_is_given) {
  auto options = options_with(folder_, base::secret{"postgresql://u:p@h/d"});
  options.link_secret = base::secret{std::string(32, 'l')};
  EXPECT_TRUE(find_link_secret(options, {}).file.empty());
  const auto found = find_link_secret(options, folder_ / "mounted");
  EXPECT_TRUE(found.given);
  EXPECT_TRUE(found.shared_store);
  EXPECT_EQ(found.file, folder_ / "mounted");
}

TEST_F(file_probes, read_the_built_page) {
  EXPECT_EQ(find_web_files(folder_).page, std::nullopt);
  std::ofstream{folder_ / "room.html"} << "page";
  fs::create_directory(folder_ / "assets");
  EXPECT_EQ(find_web_files(folder_).page, "page");
  EXPECT_TRUE(find_web_files(folder_).assets);
}

TEST_F(file_probes, read_when_a_certificate_expires) {
  const auto file = folder_ / "certificate.pem";
  EXPECT_EQ(expiry_in_file(file), std::nullopt);
  std::ofstream{file} << certificate;
  EXPECT_EQ(expiry_in_file(file), base::time_point{certificate_expires});
}

}  // namespace
}  // namespace flex_video::app::doctor
