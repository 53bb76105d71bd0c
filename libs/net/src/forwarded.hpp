#pragma once

#include "flex_video/net/http.hpp"
#include "flex_video/net/network.hpp"

#include <span>
#include <string>
#include <string_view>

namespace flex_video::net {

/// Who asks, as far as those we trust know.
struct origin {
  std::string address;
  bool secure = false;
};

/// Whether `peer` is in one of `networks`; an address that can't be parsed is in none.
bool is_trusted(std::string_view peer, std::span<const network> networks);

/// What the X-Forwarded-For and X-Forwarded-Proto of a trusted `peer` say. Each proxy adds the address it was
/// called from on the right, so only what trusted ones added is believed: the address is the right-most that
/// is not trusted. Where the list ends, or can't be read, before such a one, it is the last one that was
/// trusted. The protocol is the one that `peer` itself wrote, the right-most.
origin forwarded_origin(std::string_view peer, std::span<const header_view> headers,
                        std::span<const network> trusted);

}  // namespace flex_video::net
