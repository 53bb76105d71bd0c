#include "response_buffer.hpp"

#include "ascii.hpp"

#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace flex_video::net {
namespace {

// Copying a body of this size costs less than a second buffer in the system call.
constexpr std::size_t small_body = std::size_t{4} * 1024;
// Answers to pipelined requests are gathered up to here.
constexpr std::size_t enough = std::size_t{32} * 1024;

// How much of a body is read at once.
constexpr std::size_t piece = std::size_t{128} * 1024;

void append_number(std::string& out, std::uint64_t number) {
  char digits[24];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
  out.append(digits, end);
}

void append_head(std::string& out, const response& answer, const framing& how) {
  out += "HTTP/1.1 ";
  append_number(out, answer.status);
  out += ' ';
  const auto reason = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(answer.status));
  out.append(reason.data(), reason.size());
  out += "\r\nDate: ";
  out += how.date;
  if (!how.request_id.empty()) {
    out += "\r\nX-Request-Id: ";
    out += how.request_id;
  }
  for (const auto& [name, value] : answer.headers) {
    if (is_framing(name)) continue;
    out += "\r\n";
    out += name;
    out += ": ";
    out += value;
  }
  if (how.defaults) how.defaults->append_missing(out, answer.headers);
}

/// RFC 9110 section 8.6: no Content-Length for these; a 304 may have one, but of the body it does not send.
bool has_length(unsigned status) { return status >= 200 && status != 204 && status != 304; }

bool is_token_character(char c) {
  static constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || others.contains(c);
}

}  // namespace

bool is_framing(std::string_view name) {
  return (name.size() == 14 && iequals(name, "content-length")) ||
         (name.size() == 10 && iequals(name, "connection")) ||
         (name.size() == 17 && iequals(name, "transfer-encoding"));
}

bool well_formed(const response& answer) {
  constexpr std::string_view breaking{"\r\n\0", 3};
  return answer.status >= 200 && answer.status <= 599 &&
         std::ranges::all_of(answer.headers, [&](const auto& header) {
           return !header.first.empty() && std::ranges::all_of(header.first, is_token_character) &&
                  header.second.find_first_of(breaking) == std::string::npos;
         });
}

void append_stream_head(std::string& out, const response& answer, const framing& how, bool chunked) {
  append_head(out, answer, how);
  out += chunked ? "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                 : "\r\nConnection: close\r\n\r\n";
}

void response_buffer::add(response answer, const framing& how) {
  const std::uint64_t length = answer.read_body     ? answer.read_body->size()
                               : answer.shared_body ? answer.shared_body->size()
                                                    : answer.body.size();
  append_head(head_, answer, how);
  if (has_length(answer.status) && !answer.stream) {
    head_ += "\r\nContent-Length: ";
    append_number(head_, length);
  }
  // RFC 9110 section 7.8: an Upgrade header has to be named.
  if (answer.status == 426) head_ += "\r\nConnection: upgrade";
  if (how.end == ending::close) head_ += "\r\nConnection: close";
  if (how.end == ending::keep_alive_http10) head_ += "\r\nConnection: keep-alive";
  head_ += "\r\n\r\n";

  if (how.verb == method::head || !has_length(answer.status)) return;
  if (answer.read_body) {
    reader_ = std::move(answer.read_body);
    unread_ = length;
    read_more();
  } else if (length <= small_body) {
    head_ += answer.shared_body ? *answer.shared_body : answer.body;
  } else if (answer.shared_body) {
    shared_body_ = std::move(answer.shared_body);
  } else {
    own_body_ = std::move(answer.body);
  }
}

bool response_buffer::heavy() const { return head_.size() - sent_ > enough || !body().empty(); }

std::array<boost::asio::const_buffer, 2> response_buffer::buffers() const {
  return {boost::asio::buffer(head_.data() + sent_, head_.size() - sent_),
          boost::asio::buffer(body().data(), body().size())};
}

void response_buffer::consume(std::size_t bytes) {
  const auto of_head = std::min(bytes, head_.size() - sent_);
  sent_ += of_head;
  body_sent_ += bytes - of_head;
  if (!empty()) return;
  if (unread_ > 0) return read_more();
  head_.clear();  // keeps its memory for the next answer
  sent_ = 0;
  own_body_ = {};
  shared_body_ = nullptr;
  body_sent_ = 0;
}

void response_buffer::read_more() {
  own_body_ = unread_ > 0 ? reader_->read(static_cast<std::size_t>(std::min<std::uint64_t>(unread_, piece)))
                          : std::string{};
  body_sent_ = 0;
  broken_ = broken_ || (own_body_.empty() && unread_ > 0);
  unread_ = broken_ ? 0 : unread_ - own_body_.size();
  if (unread_ == 0) reader_ = nullptr;
}

std::string response_buffer::take() {
  auto bytes = head_.substr(sent_);
  consume(bytes.size());
  return bytes;
}

std::string_view response_buffer::body() const {
  return std::string_view{shared_body_ ? *shared_body_ : own_body_}.substr(body_sent_);
}

}  // namespace flex_video::net
