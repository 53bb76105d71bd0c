#include "sandbox_client.hpp"

#include "flex_video/base/encoding.hpp"

#include <algorithm>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace flex_video::app {
namespace {

std::string basic(const net::basic_credentials& credentials) {
  const auto text = credentials.user + ':' + std::string{credentials.password.reveal()};
  return "Basic " + base::to_base64(std::as_bytes(std::span{text}));
}

sandbox::rest_call call_of(const net::client_request& request) {
  const std::string_view url{request.url};
  const auto scheme = url.find("://");
  const auto host = scheme == std::string_view::npos ? url.size() : scheme + 3;
  const auto path = std::min(url.find('/', host), url.size());
  const auto query = std::min(url.find('?', path), url.size());
  if (host >= path) throw std::invalid_argument("a URL without a host");
  return {.method = request.verb == net::method::get ? "GET" : "POST",
          .host = std::string{url.substr(host, path - host)},
          .path = net::percent_decode(url.substr(path, query - path)).value_or("/"),
          .query = std::string{query == url.size() ? "" : url.substr(query + 1)},
          .body = request.body,
          .authorization = request.credentials ? basic(*request.credentials) : std::string{}};
}

}  // namespace

base::result<net::client_answer> sandbox_client::send(const net::client_request& request) {
  auto reply = twilio_.answer(call_of(request));
  return net::client_answer{.status = reply.status, .headers = {}, .body = std::move(reply.body)};
}

}  // namespace flex_video::app
