// A server that does nothing but hold rooms: what `flex-video serve --video rooms` has at /signaling. Joining
// a room opens it. Prints its port.
#include "flex_video/net/server.hpp"
#include "flex_video/rooms/room_server.hpp"
#include "flex_video/rooms/signalling_endpoint.hpp"

#include <cstdlib>
#include <iostream>

namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

}  // namespace

int main() {
  using namespace flex_video;
  const twilio::credentials account{*twilio::account_sid::parse(variable("TWILIO_ACCOUNT_SID")),
                                    *twilio::api_key_sid::parse(variable("TWILIO_API_KEY")),
                                    base::secret{variable("TWILIO_API_SECRET")}};
  const base::system_clock clock;
  base::system_random random;
  rooms::room_server_options options;
  options.ad_hoc_rooms = true;
  options.limits.rooms = 100'000;
  options.limits.sockets = 20'000;
  rooms::room_server rooms{options, account, clock, random, {}};

  net::event_loop loop;
  net::server_options listening;
  listening.port = 0;
  listening.limits.connections = 20'000;
  net::server server{loop, std::move(listening)};
  net::router routes;
  rooms::serve_signalling(routes, loop, rooms);
  server.serve(std::move(routes));
  loop.on_interrupt([&] { loop.stop(); });
  std::cout << server.port() << std::endl;
  loop.run();
}
