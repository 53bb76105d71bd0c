#pragma once

#include "flex_video/base/random.hpp"
#include "flex_video/base/secret.hpp"

#include <filesystem>

namespace flex_video::app {

/// The secret that signs links, kept in `data`/link-secret, which only its owner can read. Makes the folder
/// and the secret if they are not there. Throws std::runtime_error, naming the file, if it can't be read or
/// written, or holds fewer than 32 characters.
base::secret open_link_secret(const std::filesystem::path& data, base::random_source& random);

}  // namespace flex_video::app
