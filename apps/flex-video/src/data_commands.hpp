#pragma once

#include "serve_options.hpp"

#include "flex_video/core/ports/customer_data.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace flex_video::app {

/// Whose data a command is about, as it was given.
struct subject_flags {
  std::vector<std::string> conversations;
  std::vector<std::string> sessions;
};

/// Throws usage_error unless each is what it has to be, and there is one at least.
core::data_subject parse_subject(const subject_flags& given);

/// Writes what is kept of somebody to `folder`, which is made, for this user alone, and must not be there:
/// export.json and a file for each picture and recording. Returns the exit code; throws std::runtime_error,
/// saying why, if the database can't be read or the folder not be written, which is then not left behind.
int run_export(const data_places& places, const core::data_subject& whose,
               const std::filesystem::path& folder);

/// Erases what is kept of somebody, and prints the receipt on standard output. Returns the exit code: 0, or 3
/// if one of the calls is open, or was 10 seconds ago, and nothing was erased; throws std::runtime_error,
/// saying why, if the database can't be written.
int run_erase(const data_places& places, const core::data_subject& whose);

/// Whether the database knows of the erasure that `receipt`, a file, is of: 0, or 4 if it does not. Throws
/// std::runtime_error, saying why, if the receipt or the database can't be read.
int run_erase_check(const database_place& database, const std::filesystem::path& receipt);

}  // namespace flex_video::app
