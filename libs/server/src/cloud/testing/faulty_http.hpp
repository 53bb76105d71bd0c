#pragma once

#include "cloud/testing/fake_twilio.hpp"
#include "cloud/testing/virtual_time.hpp"

#include "flex_video/net/http_client.hpp"

namespace flex_video::server::cloud::testing {

/// Calls a fake Twilio without any socket, in virtual time, and meets its faults as a client would.
class faulty_http final : public net::http_client {
 public:
  faulty_http(fake_twilio& twilio, virtual_time& time) : twilio_(twilio), time_(time) {}

  base::result<net::client_answer> send(const net::client_request& request) override {
    constexpr std::chrono::milliseconds latency{20};
    const auto fate = twilio_.arrived(request.verb);
    time_.wait(latency);
    net::response answer;
    if (fate == fault::none || fate == fault::slow || fate == fault::late_error || fate == fault::late_cut ||
        fate == fault::late_silence) {
      const auto path = request.url.find('/', request.url.find("://") + 3);
      answer = twilio_.process(request.verb, std::string_view{request.url}.substr(path), request.body);
    }
    switch (fate) {
      case fault::too_many:
        return net::client_answer{.status = 429, .headers = {{"Retry-After", "1"}}, .body = {}};
      case fault::error:
      case fault::late_error:
        return net::client_answer{.status = 500, .headers = {}, .body = "<html>oops</html>"};
      case fault::cut:
      case fault::late_cut:
        return base::fail(net::client_errc::broken);
      case fault::silence:
      case fault::late_silence:
        time_.wait(request.timeout - latency);
        return base::fail(net::client_errc::timed_out);
      case fault::slow:
        time_.wait(10 * latency);
        break;
      case fault::none:
        break;
    }
    return net::client_answer{.status = answer.status, .headers = {}, .body = std::move(answer.body)};
  }

 private:
  fake_twilio& twilio_;
  virtual_time& time_;
};

}  // namespace flex_video::server::cloud::testing
