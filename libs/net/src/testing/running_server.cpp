#include "testing/running_server.hpp"

#include <future>
#include <utility>

namespace flex_video::net::testing {

running_server::running_server(router routes, limits limits, std::function<void(const access&)> on_access)
    : running_server({.limits = limits, .on_access = std::move(on_access)}, std::move(routes)) {}

running_server::running_server(server_options options, router routes) {
  options.port = 0;
  options.on_failure = [this](std::string_view what) { log_.add("failure: " + std::string(what)); };
  server_ = std::make_unique<server>(loop_, std::move(routes), std::move(options));
  port_ = server_->port();
  keep_running_ = loop_.after(std::chrono::hours{1}, [] {});
  thread_ = std::thread{[this] { loop_.run(); }};
}

running_server::~running_server() {
  destroy();
  halt();
}

void running_server::halt() {
  if (!thread_.joinable()) return;
  loop_.stop();
  thread_.join();
}

void running_server::on_loop(const std::function<void()>& task) {
  std::promise<void> done;
  loop_.post([&] {
    task();
    done.set_value();
  });
  done.get_future().get();
}

std::size_t running_server::connections() {
  std::size_t count = 0;
  on_loop([&] { count = server_->connections(); });
  return count;
}

bool running_server::reaches(std::size_t connections) {
  loop_.post([this, connections] { check(connections); });
  return reached_.next() == "reached";
}

void running_server::check(std::size_t wanted) {
  if (server_->connections() == wanted) return reached_.add("reached");
  check_ = loop_.after(std::chrono::milliseconds{2}, [this, wanted] { check(wanted); });
}

void running_server::stop(std::chrono::milliseconds grace) {
  on_loop([&] { server_->stop(grace, [this] { log_.add("stopped"); }); });
}

void running_server::destroy() {
  if (!thread_.joinable()) return;
  on_loop([&] {
    check_.reset();
    server_.reset();
  });
}

}  // namespace flex_video::net::testing
