#include "default_headers.hpp"

#include "ascii.hpp"
#include "response_buffer.hpp"

#include <algorithm>
#include <stdexcept>

namespace flex_video::net {

default_headers::default_headers(const headers& chosen) {
  response sample;
  sample.headers = chosen;
  if (!well_formed(sample)) throw std::invalid_argument("a default header is malformed");
  for (const auto& [name, value] : chosen) {
    if (is_framing(name) || iequals(name, "date"))
      throw std::invalid_argument(name + " cannot be a default header");
    lines_.push_back({name, "\r\n" + name + ": " + value});
  }
}

void default_headers::append_missing(std::string& out, const headers& present) const {
  for (const auto& one : lines_) {
    const auto is_same = [&](const auto& header) { return iequals(header.first, one.name); };
    if (std::ranges::none_of(present, is_same)) out += one.text;
  }
}

}  // namespace flex_video::net
