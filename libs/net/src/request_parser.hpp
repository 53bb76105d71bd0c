#pragma once

#include "flex_video/net/http.hpp"

#include <boost/beast/http/basic_parser.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace flex_video::net {

/// What one request said beyond what its handler sees.
struct request_facts {
  bool http11 = false;
  bool keep_alive = false;
  bool upgrade = false;           ///< "Connection: upgrade" and some "Upgrade"
  bool expects_continue = false;  ///< the client waits for a 100 before it sends the body
};

/// How many bytes of a body a route takes that takes large ones, by the method and path read so far; else 0.
using large_body_rule = std::function<std::size_t(request&)>;

/// Beast's parser filling in our request: views instead of a node for each header. The limits act in the
/// parser itself, while bytes arrive. What is parsed must stay where it is until the request is answered.
class request_parser : public boost::beast::http::basic_parser<true> {
 public:
  /// `request` and `body` are cleared and filled in, and must outlive the parser. [`data`, `data`+`size`) is
  /// where the bytes will come from. `large`, which may be empty, is asked when a body is declared longer
  /// than `body_bytes`; one of undeclared length is never longer.
  request_parser(request& request, std::string& body, const char* data, std::size_t size,
                 std::size_t body_bytes, const large_body_rule& large);

  const request_facts& facts() const { return facts_; }
  /// Up to where in `data` the header is known: there is nothing but white space from here to its end.
  std::size_t header_read() const { return last_; }

 private:
  using error_code = boost::beast::error_code;
  using text = boost::beast::string_view;

  void on_request_impl(boost::beast::http::verb verb, text method, text target, int version,
                       error_code& error) override;
  void on_response_impl(int, text, int, error_code&) override {}
  void on_field_impl(boost::beast::http::field field, text name, text value, error_code& error) override;
  void on_header_impl(error_code& error) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(text bytes, error_code& error) override;
  void on_chunk_header_impl(std::uint64_t, text, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, text bytes, error_code& error) override;
  void on_finish_impl(error_code&) override;

  request& request_;
  std::string& body_;
  const char* data_;
  std::size_t size_;
  std::size_t body_bytes_;
  const large_body_rule& large_;
  request_facts facts_;
  std::size_t last_ = 0;
  int hosts_ = 0;
  bool header_read_ = false;
};

}  // namespace flex_video::net
