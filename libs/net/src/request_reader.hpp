#pragma once

#include "request_parser.hpp"

#include "flex_video/net/http.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace flex_video::net {

/// Turns the bytes of one connection into requests, one after the other. Does no I/O: the connection puts
/// bytes into room() and asks parse() what they made.
class request_reader {
 public:
  enum class state {
    incomplete,  ///< more bytes are needed
    complete,    ///< current() is a whole request
    refused,     ///< refusal() is the answer, after which nothing more can be read
  };

  request_reader(std::size_t header_bytes, std::size_t body_bytes, large_body_rule large = {});

  /// Where the next bytes go. Never empty while parse() says `incomplete`.
  std::span<char> room();
  void received(std::size_t bytes) { end_ += bytes; }
  state parse();

  /// The request, with all its views, until next().
  request& current() { return request_; }
  const request_facts& facts() const { return parser_->facts(); }
  const response& refusal() const { return refusal_; }
  /// Forgets the complete request.
  void next();

  /// The length of the present request's body if it is declared, and more than `body_bytes`; else 0.
  std::size_t large_body() const;

  /// Whether nothing of the next request has arrived.
  bool idle() const { return begin_ == end_; }
  /// Whether bytes follow what was parsed.
  bool has_more() const { return parsed_ != end_; }
  /// Once for a request whose client waits for a 100 before it sends the body.
  bool take_expectation();

 private:
  state refuse(const boost::beast::error_code& error);
  void skip_empty_lines();

  std::size_t header_bytes_;
  std::size_t body_bytes_;
  large_body_rule large_;
  std::size_t capacity_;
  std::unique_ptr<char[]> storage_;
  std::size_t begin_ = 0;   ///< of the current request
  std::size_t body_ = 0;    ///< where its header ends; what is behind is free once parsed
  std::size_t parsed_ = 0;  ///< up to where it is parsed
  std::size_t end_ = 0;     ///< of what was received
  bool continued_ = false;
  request request_;
  std::string body_text_;
  std::optional<request_parser> parser_;
  response refusal_;
};

}  // namespace flex_video::net
