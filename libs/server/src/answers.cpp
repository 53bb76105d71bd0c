#include "answers.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/spelling.hpp"
#include "flex_video/wire/problems.hpp"

namespace flex_video::server {

net::response& add_security_headers(net::response& answer) {
  return answer.with("X-Content-Type-Options", "nosniff")
      .with("Referrer-Policy", "no-referrer")
      .with("Cache-Control", "no-store");
}

net::response answer_json(unsigned status, std::string body) {
  auto answer = net::json(status, std::move(body));
  add_security_headers(answer);
  return answer;
}

net::response answer_image(core::kept_still still) {
  net::response answer;
  answer.body = std::move(still.image);
  answer.with("Content-Type", std::string{core::name_of(still.about.type)})
      .with("Content-Security-Policy", "default-src 'none'; sandbox");
  add_security_headers(answer);
  return answer;
}

base::result<std::string_view> read_image(const net::request& request) {
  if (!core::parse_name<core::image_type>(request.content_type()))
    return base::fail(core::errc::not_an_image, "Content-Type");
  return request.body;
}

net::response answer_nothing() {
  net::response answer;
  answer.status = 204;
  add_security_headers(answer);
  return answer;
}

void add_retry_after(net::response& answer, const base::error& refusal) {
  if (refusal.code == wire::errc::rate_limited) answer.with("Retry-After", refusal.detail);
}

net::response answer_refusal(const base::error& refusal) {
  const auto problem = wire::problem_of(refusal);
  net::response answer;
  answer.status = problem.status;
  answer.body = wire::to_json(problem);
  answer.with("Content-Type", "application/problem+json");
  add_retry_after(answer, refusal);
  add_security_headers(answer);
  return answer;
}

}  // namespace flex_video::server
