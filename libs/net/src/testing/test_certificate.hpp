#pragma once

#include "flex_video/net/server.hpp"

#include <filesystem>
#include <string>

namespace flex_video::net::testing {

/// A self-signed certificate for "localhost" and its key, made anew, in files that go with it.
class test_certificate {
 public:
  /// `name` becomes its common name, by which a test tells one from another.
  explicit test_certificate(const std::string& name = "one");
  ~test_certificate();
  test_certificate(const test_certificate&) = delete;
  test_certificate& operator=(const test_certificate&) = delete;

  certificate_files files() const { return {folder_ / "chain.pem", folder_ / "key.pem"}; }
  /// Another certificate takes its place, as at a renewal.
  void renew(const std::string& name);
  /// As if a renewal had been cut short.
  void truncate();

 private:
  std::filesystem::path folder_;
};

}  // namespace flex_video::net::testing
