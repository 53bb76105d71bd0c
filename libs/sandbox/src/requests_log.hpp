#pragma once

#include <deque>
#include <string>
#include <utility>

namespace flex_video::sandbox {

/// A message as the Conversations SDK posted it.
struct posted_message {
  std::string from;
  std::string conversation_sid;
  std::string body;
  std::string attributes;
};

/// What the SDKs asked, for tests to look at. Only the newest are kept.
class requests_log {
 public:
  static constexpr std::size_t most = 500;  ///< of either kind

  void posted(posted_message message) { keep(messages_, std::move(message)); }
  /// Something the sandbox has no answer for: "METHOD host/path".
  void unknown(std::string line) { keep(unknown_, std::move(line)); }

  const std::deque<posted_message>& messages() const { return messages_; }
  const std::deque<std::string>& unknown_requests() const { return unknown_; }

 private:
  template <class Entry>
  static void keep(std::deque<Entry>& entries, Entry entry) {
    entries.push_back(std::move(entry));
    if (entries.size() > most) entries.pop_front();
  }

  std::deque<posted_message> messages_;
  std::deque<std::string> unknown_;
};

}  // namespace flex_video::sandbox
