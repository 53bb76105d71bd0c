#include "signalling/group/session_description.hpp"

#include "signalling/group/sdp_tokens.hpp"
#include "signalling/group/section_reader.hpp"
#include "signalling/signalling_errc.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>
#include <utility>

namespace flex_video::rooms {
namespace {

/// RFC 8122 section 5, of what the media worker knows: with the bytes of a digest.
struct hash_function {
  std::string_view name;
  std::size_t bytes;
};
constexpr std::array<hash_function, 5> hash_functions{
    {{"sha-1", 20}, {"sha-224", 28}, {"sha-256", 32}, {"sha-384", 48}, {"sha-512", 64}}};

bool is_digest(std::string_view value, std::size_t bytes) {
  if (value.size() != 3 * bytes - 1) return false;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const auto digit = static_cast<unsigned char>(value[at]);
    if (at % 3 == 2 ? digit != ':' : !std::isxdigit(digit)) return false;
  }
  return true;
}

std::string in_case(std::string_view text, int (*convert)(int)) {
  std::string converted{text};
  std::ranges::transform(converted, converted.begin(),
                         [&](unsigned char c) { return static_cast<char>(convert(c)); });
  return converted;
}

class description_reader {
 public:
  explicit description_reader(const session_description_limits& limits) : limits_(limits) {}

  base::result<session_description> read(std::string_view sdp) {
    if (sdp.size() > limits_.bytes) return refuse("too long");
    while (!sdp.empty() && complaint_.empty()) {
      ++line_;
      auto line = take_token(sdp, '\n');
      if (line.ends_with('\r')) line.remove_suffix(1);
      read_line(line);
    }
    end_section();
    if (complaint_.empty()) check();
    if (!complaint_.empty()) return refuse(complaint_);
    return std::move(description_);
  }

 private:
  std::unexpected<base::error> refuse(std::string_view why) const {
    return base::fail(signalling_errc::description_invalid,
                      "SDP, line " + std::to_string(line_) + ": " + std::string{why});
  }
  void complain(std::string_view why) {
    if (complaint_.empty()) complaint_ = why;
  }

  void read_line(std::string_view line) {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
    if (line.size() > limits_.line_bytes) return complain("too long a line");
    if (std::ranges::any_of(line, is_control)) return complain("a control character");
    if (line.starts_with("m=")) return begin_section(line.substr(2));
    if (++lines_ > limits_.lines) return complain("too many lines");
    if (!line.starts_with("a=")) return;
    line.remove_prefix(2);
    const auto name = take_token(line, ':');
    if (name == "ice-ufrag" && description_.ice_ufrag.empty()) read_ufrag(line);
    if (name == "fingerprint" && description_.fingerprint.value.empty()) read_fingerprint(line);
    if (name == "setup" && line != "actpass" && line != "active") complain("a client that waits for DTLS");
    if (!section_) return;
    section_->attribute(name, line);
    complain(section_->complaint());
  }

  void begin_section(std::string_view m_line) {
    end_section();
    if (description_.sections.size() == limits_.sections) return complain("too many sections");
    section_.emplace(limits_, m_line);
    complain(section_->complaint());
    lines_ = 0;
  }

  void end_section() {
    if (!section_ || !complaint_.empty()) return;
    description_.sections.push_back(section_->finish());
    complain(section_->complaint());
    section_.reset();
    const auto& ended = description_.sections.back();
    if (!mids_.insert(ended.mid).second) complain("two sections of one mid");
    for (const auto ssrc : ended.ssrcs) {
      if (!ssrcs_.insert(ssrc).second) complain("an SSRC in two sections");
    }
  }

  void read_ufrag(std::string_view value) {
    if (value.size() > limits_.identifier_bytes) return complain("too long an identifier");
    description_.ice_ufrag = value;
  }

  void read_fingerprint(std::string_view value) {
    const auto name = in_case(take_token(value), std::tolower);
    const auto known = std::ranges::find(hash_functions, name, &hash_function::name);
    if (known == hash_functions.end()) return;
    if (!is_digest(value, known->bytes)) return complain("no fingerprint");
    description_.fingerprint = {.algorithm = name, .value = in_case(value, std::toupper)};
  }

  void check() {
    if (description_.sections.empty()) return complain("no section");
    if (description_.ice_ufrag.empty()) return complain("no ICE ufrag");
    if (description_.fingerprint.value.empty()) return complain("no fingerprint of a known kind");
  }

  const session_description_limits& limits_;
  session_description description_{};
  std::optional<section_reader> section_;
  std::size_t line_ = 0;   ///< of all, from 1
  std::size_t lines_ = 0;  ///< of the present section
  std::string complaint_;
  std::set<std::string> mids_;
  std::set<std::uint32_t> ssrcs_;
};

}  // namespace

base::result<session_description> read_session_description(std::string_view sdp,
                                                           const session_description_limits& limits) {
  return description_reader{limits}.read(sdp);
}

}  // namespace flex_video::rooms
