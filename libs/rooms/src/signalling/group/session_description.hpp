#pragma once

#include "sfu/media_router.hpp"
#include "sfu/rtp_parameters.hpp"

#include "flex_video/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Session descriptions (RFC 8866) as browsers make them for one bundled peer connection (RFC 8829), as far
// as a server needs them that ends the connection itself.

namespace flex_video::rooms {

enum class section_kind { audio, video, application };

/// RFC 8866 section 6.7, as its maker sees it.
enum class media_direction { sendrecv, sendonly, recvonly, inactive };

constexpr bool sends(media_direction direction) {
  return direction == media_direction::sendrecv || direction == media_direction::sendonly;
}
constexpr bool receives(media_direction direction) {
  return direction == media_direction::sendrecv || direction == media_direction::recvonly;
}

/// RFC 5576 section 4.2, FID: a stream and the one that retransmits it.
struct retransmission {
  std::uint32_t ssrc;
  std::uint32_t rtx_ssrc;
  friend bool operator==(const retransmission&, const retransmission&) = default;
};

/// One m-section. What is absent is empty.
struct media_section {
  section_kind kind;
  std::string mid;  ///< RFC 5888; unique in its description
  /// Port 0 without `a=bundle-only`: the section is not used (RFC 8843 section 7.1.3, RFC 8829
  /// section 5.3.1).
  bool rejected = false;
  media_direction direction = media_direction::sendrecv;
  std::string stream = {};                ///< first word of `a=msid` (RFC 8830)
  std::string track = {};                 ///< second word of it
  std::vector<std::string> formats = {};  ///< of the m-line: all payload types, also those of no codec
  std::vector<rtp_codec> codecs = {};     ///< in the m-line's order
  std::vector<header_extension> extensions = {};  ///< those for both directions
  std::vector<std::uint32_t> ssrcs = {};          ///< in their order; of none another section's
  std::string cname = {};
  std::vector<retransmission> retransmissions = {};
  std::vector<std::uint32_t> layers = {};  ///< the SIM group of SSRCs, the smallest layer first
  std::vector<std::string> rids = {};      ///< RFC 8851: those that are sent
  bool conference = false;                 ///< `a=x-google-flag:conference`
  friend bool operator==(const media_section&, const media_section&) = default;
};

/// What a browser says. Of the transport, which all sections share, there is what the first has that says it.
struct session_description {
  std::string ice_ufrag;
  dtls_fingerprint fingerprint;
  std::vector<media_section> sections;
  friend bool operator==(const session_description&, const session_description&) = default;
};

/// More in a client's description is refused. The figures are a few times what Chromium says to everybody
/// in the largest room.
struct session_description_limits {
  std::size_t bytes = 512 * 1024;
  std::size_t sections = 512;
  std::size_t lines = 512;             ///< of one section, and of what precedes the first
  std::size_t line_bytes = 8'192;      ///< BUNDLE's has every mid
  std::size_t identifier_bytes = 128;  ///< mid, msid's words, cname, ufrag, rid
  std::size_t feedback = 16;           ///< of one codec
  std::size_t parameters = 32;         ///< of one codec
  std::size_t extensions = 32;         ///< of one section
  std::size_t ssrcs = 32;              ///< of one section
  std::size_t layers = 8;              ///< SIM and rids
};

/// Reads an offer or an answer. Refuses with signalling_errc::description_invalid what exceeds the limits,
/// contradicts itself, or is not for a bundled connection over DTLS in which the server waits for the
/// handshake; unknown lines are passed over. `detail` says which line.
base::result<session_description> read_session_description(std::string_view sdp,
                                                           const session_description_limits& limits = {});

}  // namespace flex_video::rooms
