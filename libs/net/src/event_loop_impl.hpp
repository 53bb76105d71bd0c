#pragma once

#include "asio.hpp"

#include "flex_video/net/event_loop.hpp"

#include <boost/asio/signal_set.hpp>

#include <optional>

namespace flex_video::net {

struct event_loop::impl {
  // All I/O happens on the thread in run(), so the reactor needs no locks; post() and stop() stay safe for
  // others.
  asio::io_context context{BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO};
  std::optional<asio::basic_signal_set<executor>> signals;
};

}  // namespace flex_video::net
