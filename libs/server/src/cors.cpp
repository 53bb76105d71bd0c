#include "cors.hpp"

#include "answers.hpp"

#include <algorithm>

namespace flex_video::server {

bool cors::knows(std::string_view origin) const {
  return std::ranges::find(allowed_, origin) != allowed_.end();
}

net::response cors::allow(const net::request& request, net::response answer) const {
  answer.with("Vary", "Origin");
  if (const auto origin = request.header("origin"); knows(origin)) {
    answer.with("Access-Control-Allow-Origin", std::string{origin})
        .with("Access-Control-Expose-Headers", "Retry-After");
  }
  return answer;
}

net::response cors::preflight(const net::request& request, std::string_view methods) const {
  auto answer = answer_nothing();
  answer.with("Allow", std::string{methods});
  if (knows(request.header("origin"))) {
    answer.with("Access-Control-Allow-Methods", std::string{methods})
        .with("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID")
        .with("Access-Control-Max-Age", "600");
  }
  return allow(request, std::move(answer));
}

}  // namespace flex_video::server
