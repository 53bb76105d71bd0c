#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/core/still.hpp"
#include "flex_video/net/http.hpp"
#include "flex_video/wire/codec.hpp"
#include "flex_video/wire/errc.hpp"

#include <string>

namespace flex_video::server {

/// Adds the headers that every answer of the service has: its type is not guessed, its address is not passed
/// on, and no cache keeps it.
net::response& add_security_headers(net::response& answer);

/// A JSON body with those headers.
net::response answer_json(unsigned status, std::string body);
/// A picture, with those headers; it can do nothing where it is opened by itself.
net::response answer_image(core::kept_still still);
/// 204, with those headers.
net::response answer_nothing();
/// Says when to come back to who came too often (RFC 9110 section 10.2.3).
void add_retry_after(net::response& answer, const base::error& refusal);
/// A refusal as problem+json, by the table of wire.
net::response answer_refusal(const base::error& refusal);

/// What the outcome says, or its refusal.
template <class Answer>
net::response answer_of(const base::result<Answer>& outcome, unsigned status = 200) {
  if (!outcome) return answer_refusal(outcome.error());
  return answer_json(status, wire::to_json(*outcome));
}

/// The JSON body of a request: wire::errc::unsupported_media_type if it is declared as something else, or as
/// from_json().
template <class Request>
base::result<Request> read_body(const net::request& request) {
  if (request.content_type() != "application/json") return base::fail(wire::errc::unsupported_media_type);
  return wire::from_json<Request>(request.body);
}

/// The image in a request's body: core::errc::not_an_image if it is declared as something else.
base::result<std::string_view> read_image(const net::request& request);

/// For calls that say everything in their path: no body, or an empty JSON object.
inline base::result<void> read_no_body(const net::request& request) {
  if (request.body.empty()) return {};
  const auto read = read_body<wire::empty_request>(request);
  if (!read) return std::unexpected{read.error()};
  return {};
}

}  // namespace flex_video::server
