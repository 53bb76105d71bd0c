#pragma once

#include "doctor/verdict.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <system_error>

namespace flex_video::app::doctor {

/// What the base URL answers to /healthz from this host, or why nothing (net::client_errc).
struct health_answer {
  unsigned status = 0;
  bool says_ok = false;  ///< the body is flex-video's
};
verdict judge_reach(const std::string& base_url, const base::result<health_answer>& health);

/// Whether browsers will trust the base URL for long enough; `expires` is of the certificate that was seen,
/// nothing if none was.
verdict judge_certificate(const std::string& base_url, const std::optional<base::time_point>& expires,
                          base::time_point now);

/// Who has the listening port.
struct port_found {
  std::uint16_t port = 0;   ///< 0: any free one was asked for
  std::error_code refusal;  ///< why we can't have it; none if we can
  bool held_by_us = false;  ///< a flex-video answers there
};
verdict judge_port(const port_found& found);

}  // namespace flex_video::app::doctor
