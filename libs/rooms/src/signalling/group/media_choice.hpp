#pragma once

#include "sfu/rtp_parameters.hpp"
#include "signalling/group/media_terms.hpp"
#include "signalling/group/session_description.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// What of a browser's codecs and extensions is used, on its way in and out.

namespace flex_video::rooms {

/// Which extension an id means. All sections of a bundled connection mean the same by it (RFC 8285
/// section 5).
using extension_ids = std::map<std::uint8_t, std::string>;

/// What is taken of a section that the client sends in: one codec, the first of its order that the terms
/// allow, and the retransmission of it. Empty if it has none of them. H264 is in packetization mode 1 and
/// constrained baseline (RFC 6184 section 8.1), which is all that a media worker takes.
std::vector<rtp_codec> choose_codecs(const media_section& offered, const media_terms& terms);

/// Audio level, transport-wide sequence numbers and video orientation, with the client's ids unless those
/// are `taken` by others.
std::vector<header_extension> choose_extensions(const media_section& offered, const extension_ids& taken);

/// The streams of the track it sends: its layers if it is simulcast, which is VP8's only. Empty if it tells
/// no SSRC, which is all that streams are known by.
std::vector<rtp_encoding> choose_encodings(const media_section& offered,
                                           const std::vector<rtp_codec>& chosen);

/// What a client can receive of our codecs ("opus", "VP8" and "H264"), as an offer of its own tells; and
/// whether with retransmission, which Firefox under the SDK has not.
using receivable_codecs = std::map<std::string, bool, std::less<>>;
receivable_codecs find_receivable(const media_section& offered);

/// How one of our codecs is sent to a client. Payload types and extension ids are
/// the media worker's own, alike for all clients of a room; an extension whose id is `taken` by another is
/// left out. Without a retransmission SSRC there is none.
rtp_parameters sent_parameters(std::string_view codec, const rtp_encoding& encoding, std::string cname,
                               const extension_ids& taken);

}  // namespace flex_video::rooms
