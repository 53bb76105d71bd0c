// A server that does nothing but keep event streams open: GET /events says hello and stays. Prints its port.
#include "flex_video/net/server.hpp"

#include <iostream>
#include <memory>
#include <vector>

int main() {
  using namespace flex_video::net;
  event_loop loop;
  server_options options;
  options.port = 0;
  options.limits.connections = 20'000;
  server server{loop, std::move(options)};
  std::vector<std::shared_ptr<event_stream>> open;
  router routes;
  routes.add(method::get, "/events", [&open](const request&) {
    response answer;
    answer.with("Content-Type", "text/event-stream");
    answer.stream = [&open](std::shared_ptr<event_stream> stream) {
      stream->send(": hello\n\n");
      open.push_back(std::move(stream));
    };
    return answer;
  });
  server.serve(std::move(routes));
  loop.on_interrupt([&] { loop.stop(); });
  std::cout << server.port() << std::endl;
  loop.run();
}
