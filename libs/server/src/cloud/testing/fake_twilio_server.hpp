#pragma once

#include "cloud/testing/fake_twilio.hpp"

#include "flex_video/net/server.hpp"

#include <list>
#include <memory>
#include <string>
#include <thread>

namespace flex_video::server::cloud::testing {

/// A fake Twilio on a socket, whose faults are real ones.
class fake_twilio_server {
 public:
  /// `twilio` must outlive this.
  explicit fake_twilio_server(fake_twilio& twilio);
  ~fake_twilio_server();
  fake_twilio_server(const fake_twilio_server&) = delete;
  fake_twilio_server& operator=(const fake_twilio_server&) = delete;

  std::string url() const;

 private:
  net::response answer(const net::request& request);
  net::response in_pieces(net::response whole);
  net::response held();

  /// A body on its way, and what sends the rest of it.
  struct transfer {
    std::shared_ptr<net::event_stream> stream;
    std::unique_ptr<net::event_loop::timer> rest;
  };

  fake_twilio& twilio_;
  net::event_loop loop_;
  std::list<transfer> transfers_;
  std::unique_ptr<net::event_loop::timer> keep_running_;
  std::unique_ptr<net::server> server_;
  std::thread thread_;
};

}  // namespace flex_video::server::cloud::testing
