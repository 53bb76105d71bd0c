#pragma once

#include "doctor/verdict.hpp"
#include "serve_options.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/store/open_store.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace flex_video::app::doctor {

/// What a file system is to SQLite, whose locks hold on local ones alone
/// (https://www.sqlite.org/wal.html, https://www.sqlite.org/faq.html question 5).
enum class file_system {
  local,
  network,
  memory,   ///< gone when the machine stops
  unknown,  ///< FUSE and others that may be anything
};
/// By the magic number of statfs(2).
file_system file_system_of(long magic);

/// The folder of a SQLite file. One that serve makes is judged by the nearest one above that is there.
struct folder_found {
  std::filesystem::path path;
  bool there = false;  ///< or serve will make it
  bool writable = false;
  file_system on = file_system::unknown;
};
struct database_found {
  std::optional<folder_found> folder;                    ///< of SQLite
  base::result<store::schema> schema = store::schema{};  ///< or why it can't be asked
};
verdict judge_database(const database_found& found);

/// What signs the links.
struct link_secret_found {
  bool given = false;          ///< in the settings, rather than kept in the data folder
  bool shared_store = false;   ///< PostgreSQL
  std::filesystem::path file;  ///< that holds it; empty if no file does
  bool there = false;
  bool long_enough = false;
  std::filesystem::perms mode = std::filesystem::perms::none;
};
verdict judge_link_secret(const link_secret_found& found);

struct web_found {
  std::filesystem::path folder;
  std::optional<std::string> page;  ///< the text of room.html
  bool assets = false;
};
verdict judge_web_files(const web_found& found);

/// That customers behind strict firewalls are not reached; nothing to say where there is a TURN server, or of
/// Twilio, which has its own.
std::optional<verdict> judge_turn(video_source video, bool configured);

/// What answers at a TURN URL.
enum class turn_found {
  silent,          ///< nothing
  something_else,  ///< no TURN server
  open_to_all,     ///< gives a relayed address to whoever asks
  other_secret,    ///< takes no credentials that were made with ours
  refuses,         ///< gives no relayed address for another reason
  relays,          ///< gives us one
};
verdict judge_turn(const std::string& url, turn_found found);

}  // namespace flex_video::app::doctor
