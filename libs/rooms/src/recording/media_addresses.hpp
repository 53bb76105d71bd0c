#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/base/secret.hpp"
#include "flex_video/twilio/form.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace flex_video::rooms {

/// The addresses under which a file of recorded media is had for a while by whoever knows one, without
/// credentials, as Twilio's are. They end with the server.
class media_addresses {
 public:
  static constexpr std::chrono::minutes life{10};

  /// `clock` must outlive this. `base_url` is what addresses begin with, without a slash at its end.
  media_addresses(std::string base_url, const base::clock& clock, base::random_source& random);

  /// `folder` is the path that it is served under, "/recordings/". A file's name is in no other folder.
  std::string make(std::string_view folder, std::string_view file) const;
  /// Whether make() has made the address of that file with that query, no longer than `life` ago.
  bool admits(std::string_view file, const twilio::form& query) const;

 private:
  std::string signature(std::string_view file, std::string_view until) const;

  std::string base_url_;
  const base::clock& clock_;
  base::secret key_;
};

}  // namespace flex_video::rooms
