#include "request_reader.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include <cstring>
#include <utility>

namespace flex_video::net {
namespace {

namespace http = boost::beast::http;

// Beyond the header: requests that follow at once, and the piece of a body read at a time.
constexpr std::size_t spare = std::size_t{16} * 1024;

// "0\r\n\r\n", which every chunked body still has before it when something of it is missing. Beast asserts
// that it sees so much of a last chunk it did not understand at first, so it is not asked before.
constexpr std::size_t shortest_chunks = 5;

}  // namespace

request_reader::request_reader(std::size_t header_bytes, std::size_t body_bytes, large_body_rule large)
    : header_bytes_(header_bytes),
      body_bytes_(body_bytes),
      large_(std::move(large)),
      capacity_(header_bytes + spare),
      // Left uninitialised: pages that no request reaches are never touched.
      storage_(std::make_unique_for_overwrite<char[]>(capacity_)) {}

std::span<char> request_reader::room() {
  // Views point into the header, so it stays; a parsed piece of the body makes room for the next.
  if (body_ != 0 && parsed_ != body_) {
    std::memmove(&storage_[body_], &storage_[parsed_], end_ - parsed_);
    end_ -= parsed_ - body_;
    parsed_ = body_;
  }
  return {&storage_[end_], capacity_ - end_};
}

request_reader::state request_reader::parse() {
  if (!parser_) skip_empty_lines();
  if (parsed_ == end_ || (!parser_ && end_ - parsed_ == 1 && storage_[parsed_] == '\r'))
    return state::incomplete;
  if (!parser_) {
    parser_.emplace(request_, body_text_, storage_.get(), capacity_, body_bytes_, large_);
    parser_->header_limit(static_cast<std::uint32_t>(header_bytes_));
  }

  if (body_ != 0 && parser_->chunked() && end_ - parsed_ < shortest_chunks) return state::incomplete;
  boost::beast::error_code error;
  while (!error && !parser_->is_done() && parsed_ != end_) {
    parsed_ += parser_->put(boost::asio::buffer(&storage_[parsed_], end_ - parsed_), error);
  }
  if (error && error != http::error::need_more) return refuse(error);
  if (body_ == 0 && parser_->is_header_done()) {
    body_ = std::string_view{storage_.get(), end_}.find("\r\n\r\n", parser_->header_read()) + 4;
  }
  // Beast counts only what it has not consumed yet, which lines that come one by one never exceed.
  if ((body_ == 0 ? end_ : body_) - begin_ > header_bytes_) return refuse(http::error::header_limit);
  if (parser_->is_done()) return state::complete;
  // A chunk's extensions or the trailers outgrew everything.
  if (room().empty()) return refuse(http::error::header_limit);
  return state::incomplete;
}

void request_reader::skip_empty_lines() {
  // RFC 9112 section 2.2: at least one empty line before a request is passed over.
  while (end_ - parsed_ >= 2 && storage_[parsed_] == '\r' && storage_[parsed_ + 1] == '\n') parsed_ += 2;
  begin_ = parsed_;
  if (begin_ == end_) begin_ = parsed_ = end_ = 0;
}

request_reader::state request_reader::refuse(const boost::beast::error_code& error) {
  if (error == http::error::header_limit) {
    refusal_ = problem(431, "headers_too_large", "The request's headers are too large");
  } else if (error == http::error::body_limit) {
    refusal_ = problem(413, "body_too_large", "The request's body is too large");
  } else {
    refusal_ = problem(400, "malformed_request", "That is not a request this server understands");
  }
  return state::refused;
}

void request_reader::next() {
  if (large_body() > 0) std::string{}.swap(body_text_);  // no connection keeps so much for its next request
  parser_.reset();
  continued_ = false;
  body_ = 0;
  begin_ = parsed_;
  if (begin_ == end_) {
    begin_ = parsed_ = end_ = 0;
  } else if (begin_ > spare / 2) {
    std::memmove(storage_.get(), &storage_[begin_], end_ - begin_);
    end_ -= begin_;
    begin_ = parsed_ = 0;
  }
}

std::size_t request_reader::large_body() const {
  if (!parser_ || !parser_->is_header_done()) return 0;
  const auto declared = parser_->content_length();
  return declared && *declared > body_bytes_ ? static_cast<std::size_t>(*declared) : 0;
}

bool request_reader::take_expectation() {
  if (continued_ || !parser_ || !parser_->is_header_done() || !facts().expects_continue) return false;
  continued_ = true;
  return true;
}

}  // namespace flex_video::net
