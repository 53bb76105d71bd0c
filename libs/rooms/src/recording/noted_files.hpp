#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/recording/errc.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace flex_video::rooms {

/// How a record's note is spelled, and what the files beside are called.
template <class Record>
struct note_kind {
  std::string (*write)(const Record&);
  /// Nothing for a text that write() can't have written.
  std::optional<Record> (*read)(std::string_view);
  /// Those that only its files have; one that nothing is known of is removed.
  std::vector<std::string_view> suffixes;
};

/// A folder in which files lie, and a note beside each of what is known. Blocks; one thread.
template <class Record>
class noted_files {
 public:
  /// The folder is made, for its owner alone, if it is not there. Throws std::filesystem::filesystem_error
  /// where that can't be.
  noted_files(std::filesystem::path path, note_kind<Record> kind)
      : path_(std::move(path)), kind_(std::move(kind)) {
    namespace files = std::filesystem;
    if (files::create_directories(path_)) files::permissions(path_, files::perms::owner_all);
  }

  const std::filesystem::path& path() const { return path_; }
  /// What is known of it now. recording::errc::not_written.
  base::result<void> keep(const Record& record) const {
    // Over the note there is only when it is whole.
    const auto path = note_of(record);
    auto beside = path;
    beside += unfinished;
    {
      std::ofstream file{beside, std::ios::trunc};
      file << kind_.write(record);
      file.close();
      if (!file) return base::fail(recording::errc::not_written, "note");
    }
    std::error_code failed;
    std::filesystem::rename(beside, path, failed);
    if (failed) return base::fail(recording::errc::not_written, failed.message());
    return {};
  }
  /// Removes its file; the note stays. False if the file is still there.
  bool erase(const Record& record) const {
    std::error_code failed;
    std::filesystem::remove(path_ / file_name_of(record), failed);
    return !failed;
  }
  /// Removes its file, and what is known of it. False if either is still there.
  bool forget(const Record& record) const {
    if (!erase(record)) return false;
    std::error_code failed;
    std::filesystem::remove(note_of(record), failed);
    return !failed;
  }
  /// Everything that is known, in the order it was made.
  std::vector<Record> known() const {
    std::vector<Record> known;
    for (const auto& each : std::filesystem::directory_iterator{path_}) {
      if (each.path().extension() != noted) continue;
      if (auto record = read_note(each.path())) known.push_back(std::move(*record));
    }
    std::ranges::sort(known, {}, &Record::ordinal);
    return known;
  }
  /// A server was killed between the first byte and the note, or while it wrote one.
  void remove_unknown(const std::vector<Record>& known) const {
    std::vector<std::filesystem::path> unknown;
    for (const auto& each : std::filesystem::directory_iterator{path_}) {
      const auto& path = each.path();
      const auto suffix = path.extension().string();
      const bool ours =
          suffix == unfinished || std::ranges::find(kind_.suffixes, suffix) != kind_.suffixes.end();
      const auto is_its = [&](const Record& one) { return file_name_of(one) == path.filename(); };
      if (ours && std::ranges::none_of(known, is_its)) unknown.push_back(path);
    }
    std::error_code ignored;
    for (const auto& path : unknown) std::filesystem::remove(path, ignored);
  }

 private:
  static constexpr auto noted = ".json";
  static constexpr auto unfinished = ".new";
  static constexpr std::uintmax_t longest_note = 64 * 1024;

  std::filesystem::path note_of(const Record& record) const { return path_ / (record.sid.str() + noted); }
  std::optional<Record> read_note(const std::filesystem::path& path) const {
    std::error_code failed;
    if (std::filesystem::file_size(path, failed) > longest_note || failed) return std::nullopt;
    std::ifstream file{path};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    return kind_.read(text);
  }

  std::filesystem::path path_;
  note_kind<Record> kind_;
};

}  // namespace flex_video::rooms
