#include "visit_routes.hpp"

#include "answers.hpp"
#include "own_page.hpp"

namespace flex_video::server {
namespace {

net::response redeem(visits& visits, const device_cookie& cookie, const net::request& request) {
  const auto read = read_body<wire::redeem_request>(request);
  if (!read) return answer_refusal(read.error());
  const auto redeemed = visits.redeem(read->code, cookie.read(request));
  if (!redeemed) return answer_refusal(redeemed.error());
  auto answer = answer_json(redeemed->returning ? 200 : 201, wire::to_json(redeemed->answer));
  cookie.write(answer, redeemed->device);
  return answer;
}

net::response join(visits& visits, const device_cookie& cookie, const net::request& request) {
  if (const auto empty = read_no_body(request); !empty) return answer_refusal(empty.error());
  return answer_of(visits.join(cookie.read(request), net::form_value(request.query, "visit")));
}

net::response signal(visits& visits, const device_cookie& cookie, const net::request& request) {
  const auto read = read_body<wire::page_signal_request>(request);
  if (!read) return answer_refusal(read.error());
  const auto noted = visits.signal(cookie.read(request), net::form_value(request.query, "visit"), *read);
  return noted ? answer_nothing() : answer_refusal(noted.error());
}

net::response keep(stills& stills, const device_cookie& cookie, const net::request& request) {
  const auto image = read_image(request);
  if (!image) return answer_refusal(image.error());
  return answer_of(stills.keep(cookie.read(request), net::form_value(request.query, "visit"), *image), 201);
}

net::response follow(visits& visits, event_streams& streams, const device_cookie& cookie,
                     const net::request& request) {
  const auto own = visits.find(cookie.read(request), net::form_value(request.query, "visit"));
  if (!own) return answer_refusal(own.error());
  return streams.open(request, own->visit.session, guest_viewer{own->visit.id});
}

}  // namespace

void add_visit_routes(net::router& router, turnstile& turnstile, visits& visits, stills& stills,
                      event_streams& streams, const device_cookie& cookie, std::string_view base_url) {
  const auto own = [base_url](auto answer) {
    return [base_url, answer](const net::request& request) {
      const auto allowed = require_own_page(request, base_url);
      return allowed ? answer(request) : answer_refusal(allowed.error());
    };
  };
  // All but the state, which pages ask for again and again.
  const auto counted = [&turnstile, own](auto answer) {
    return own([&turnstile, answer](const net::request& request) {
      const auto passed = turnstile.pass_address(request);
      return passed ? answer(request) : answer_refusal(passed.error());
    });
  };
  router.add(net::method::post, "/v1/visits",
             counted([&](const net::request& request) { return redeem(visits, cookie, request); }),
             net::runs_on::worker);
  router.add(net::method::get, "/v1/visits/me", own([&](const net::request& request) {
               return answer_of(visits.state(cookie.read(request), net::form_value(request.query, "visit")));
             }),
             net::runs_on::worker);
  router.add(net::method::post, "/v1/visits/me/join",
             counted([&](const net::request& request) { return join(visits, cookie, request); }),
             net::runs_on::worker);
  router.add(net::method::post, "/v1/visits/me/signals",
             counted([&](const net::request& request) { return signal(visits, cookie, request); }),
             net::runs_on::worker);
  router.add(net::method::post, "/v1/visits/me/stills",
             counted([&](const net::request& request) { return keep(stills, cookie, request); }),
             net::runs_on::worker);
  router.take_large_bodies(net::method::post, "/v1/visits/me/stills", core::largest_still);
  router.add(net::method::get, "/v1/visits/me/events",
             counted([&](const net::request& request) { return follow(visits, streams, cookie, request); }),
             net::runs_on::worker);
}

}  // namespace flex_video::server
