#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace flex_video::rooms {

/// The spelling of UTF-8 text in a JSON string, without quotes; no more is escaped than must be.
std::string escape_json(std::string_view utf8);

/// Writes JSON as text, with no tree in between. What is written is the caller's order; it closes what it
/// opens.
class json_writer {
 public:
  /// Appends to `out`, which must outlive this.
  explicit json_writer(std::string& out) : out_(out) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  /// The name of the member whose value comes next: one of ours, with nothing to escape.
  void key(std::string_view name);
  void text(std::string_view utf8);
  /// A string in JSON's spelling, without quotes.
  void raw_text(std::string_view escaped);
  void number(std::integral auto value) { raw(std::to_string(value)); }
  /// A finite one, in the fewest digits that say it.
  void number(double value);
  void null() { raw("null"); }
  void flag(bool value) { raw(value ? "true" : "false"); }

 private:
  void separate();
  void open(char bracket);
  void close(char bracket);
  void raw(std::string_view value);

  std::string& out_;
  bool first_ = true;  ///< nothing precedes it at its level
};

}  // namespace flex_video::rooms
