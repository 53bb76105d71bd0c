#pragma once

#include "signalling/group/session_description.hpp"
#include "signalling/messages.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace flex_video::rooms {

/// The server's offer or answer over `transport`, ICE-lite, with all its candidates in every section. An
/// offer leaves the DTLS role open, an answer makes the browser begin the handshake (RFC 8842). `version`
/// grows with every description of a connection (RFC 8829 section 5.2.1).
std::string write_session_description(description_type type, std::uint64_t version,
                                      const transport_parameters& transport,
                                      std::span<const media_section> sections);

}  // namespace flex_video::rooms
