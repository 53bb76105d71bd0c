#include "request_parser.hpp"

#include "ascii.hpp"

#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <charconv>
#include <functional>

namespace flex_video::net {
namespace {

namespace http = boost::beast::http;

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

method to_method(http::verb verb) {
  switch (verb) {
    case http::verb::get:
      return method::get;
    case http::verb::head:
      return method::head;
    case http::verb::post:
      return method::post;
    case http::verb::put:
      return method::put;
    case http::verb::patch:
      return method::patch;
    case http::verb::delete_:
      return method::delete_;
    case http::verb::options:
      return method::options;
    default:
      return method::other;
  }
}

/// Splits the target into path and query. A server must take the absolute form too (RFC 9112 section 3.2.2).
void split_target(request& request) {
  auto rest = request.target;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!iequals(rest.substr(0, scheme.size()), scheme)) continue;
    const auto end = rest.find_first_of("/?", scheme.size());
    rest = end == std::string_view::npos ? "/" : rest.substr(end);
    break;
  }
  request.path = take_until(rest, '?');
  if (request.path.empty()) request.path = "/";
  request.query = rest;
}

/// What is no number is refused elsewhere.
bool declares_more(std::string_view length, std::size_t than) {
  std::size_t declared = 0;
  return std::from_chars(length.data(), length.data() + length.size(), declared).ec == std::errc{} &&
         declared > than;
}

}  // namespace

request_parser::request_parser(request& request, std::string& body, const char* data, std::size_t size,
                               std::size_t body_bytes, const large_body_rule& large)
    : request_(request), body_(body), data_(data), size_(size), body_bytes_(body_bytes), large_(large) {
  body_limit(body_bytes);
  request_.headers.clear();
  request_.parameters.clear();
  request_.body = {};
  body_.clear();
  eager(true);
}

void request_parser::on_request_impl(http::verb verb, text, text target, int version, error_code&) {
  request_.verb = to_method(verb);
  request_.target = view(target);
  split_target(request_);
  facts_.http11 = version == 11;
  last_ = static_cast<std::size_t>(target.data() + target.size() - data_);
}

void request_parser::on_field_impl(http::field field, text name, text value, error_code& error) {
  if (header_read_) return;  // a trailer, which must not pass for a header (RFC 9110 section 6.5.1)
  // Beast unfolds an obsolete line folding in a buffer of its own, which is gone afterwards. RFC 9112
  // section 5.2 lets a server refuse it.
  const std::less<const char*> before;
  if (before(value.data(), data_) || before(data_ + size_, value.data() + value.size()))
    error = http::error::bad_value;
  last_ = static_cast<std::size_t>(value.data() + value.size() - data_);
  // Beast passes over codings it does not know, and would take the body for the next request.
  if (field == http::field::transfer_encoding && (!facts_.http11 || !iequals(view(value), "chunked"))) {
    error = http::error::bad_transfer_encoding;
  }
  if (field == http::field::content_length && large_ && declares_more(view(value), body_bytes_))
    body_limit(std::max(body_bytes_, large_(request_)));
  if (field == http::field::host) ++hosts_;
  if (field == http::field::expect)
    facts_.expects_continue = facts_.http11 && iequals(view(value), "100-continue");
  request_.headers.push_back({view(name), view(value)});
}

void request_parser::on_header_impl(error_code& error) {
  header_read_ = true;
  // RFC 9112 section 3.2: anything but one Host is answered 400.
  if (hosts_ > 1 || (hosts_ == 0 && facts_.http11)) error = http::error::bad_field;
}

std::size_t request_parser::on_body_impl(text bytes, error_code&) {
  body_.append(bytes.data(), bytes.size());
  return bytes.size();
}

std::size_t request_parser::on_chunk_body_impl(std::uint64_t, text bytes, error_code& error) {
  return on_body_impl(bytes, error);
}

void request_parser::on_finish_impl(error_code&) {
  request_.body = body_;
  facts_.keep_alive = keep_alive();
  facts_.upgrade = upgrade();
}

}  // namespace flex_video::net
