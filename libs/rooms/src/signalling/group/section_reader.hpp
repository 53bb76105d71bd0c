#pragma once

#include "signalling/group/session_description.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::rooms {

/// Reads the lines of one m-section, in any order after the first. When there is a complaint, what is read is
/// of no use; the first one stays.
class section_reader {
 public:
  /// `m_line` without its "m=". `limits` must outlive this.
  section_reader(const session_description_limits& limits, std::string_view m_line);

  /// One line "a=<name>:<value>", or without a value. Unknown names are passed over.
  void attribute(std::string_view name, std::string_view value);
  /// All lines were read.
  media_section finish();

  /// Empty if there is none.
  std::string_view complaint() const { return complaint_; }

 private:
  struct attribute_reader;
  void complain(std::string_view why);
  std::string identifier(std::string_view value);
  std::optional<std::uint8_t> payload_type(std::string_view token);
  void read_formats(std::string_view formats);

  void read_mid(std::string_view value);
  void read_msid(std::string_view value);
  void read_rtpmap(std::string_view value);
  void read_fmtp(std::string_view value);
  void read_feedback(std::string_view value);
  void read_extension(std::string_view value);
  void read_ssrc(std::string_view value);
  void read_ssrc_group(std::string_view value);
  void read_retransmission(const std::vector<std::uint32_t>& group);
  void read_rid(std::string_view value);
  void add_ssrc(std::uint32_t ssrc);
  void check_layers();

  const session_description_limits& limits_;
  std::string_view complaint_;
  media_section section_{};
  std::uint16_t port_ = 0;
  bool bundle_only_ = false;
  std::vector<std::uint8_t> payload_types_;   ///< in their order
  std::map<std::uint8_t, rtp_codec> codecs_;  ///< by payload type; of no name if there was no rtpmap
  std::vector<rtcp_feedback> feedback_of_all_;
};

}  // namespace flex_video::rooms
