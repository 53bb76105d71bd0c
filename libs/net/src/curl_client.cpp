#include "ascii.hpp"

#include "flex_video/net/http_client.hpp"

#include <curl/curl.h>
#include <openssl/crypto.h>

#include <algorithm>
#include <mutex>
#include <stdexcept>

namespace flex_video::net {
namespace {

struct free_curl {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using easy_handle = std::unique_ptr<CURL, free_curl>;
using header_list = std::unique_ptr<curl_slist, free_curl>;

/// Handles that wait for their next call, each with the connection of its last one.
class handle_pool {
 public:
  explicit handle_pool(std::size_t kept) : kept_(kept) {}

  easy_handle take() {
    {
      const std::lock_guard lock{mutex_};
      if (!idle_.empty()) {
        auto handle = std::move(idle_.back());  // the one used last: its connection is the likeliest to live
        idle_.pop_back();
        return handle;
      }
    }
    easy_handle made{curl_easy_init()};
    if (!made) throw std::runtime_error("libcurl gives no handle");
    return made;
  }

  void put_back(easy_handle handle) {
    curl_easy_reset(handle.get());  // the next call has other credentials; its connections stay
    const std::lock_guard lock{mutex_};
    if (idle_.size() < kept_) idle_.push_back(std::move(handle));
  }

 private:
  std::size_t kept_;
  std::mutex mutex_;
  std::vector<easy_handle> idle_;
};

/// What goes out and comes in during one call.
struct transfer {
  std::string_view unsent;
  std::size_t room;
  bool too_large = false;
  client_answer answer;

  bool make_room(std::size_t bytes) {
    too_large = too_large || bytes > room;
    if (!too_large) room -= bytes;
    return !too_large;
  }
};

std::size_t send_body(char* to, std::size_t size, std::size_t count, void* state) {
  auto& unsent = static_cast<transfer*>(state)->unsent;
  const auto bytes = unsent.copy(to, size * count);
  unsent.remove_prefix(bytes);
  return bytes;
}

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* state) {
  auto& call = *static_cast<transfer*>(state);
  if (!call.make_room(count)) return 0;
  call.answer.body.append(bytes, count);
  return count;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* state) {
  auto& call = *static_cast<transfer*>(state);
  if (!call.make_room(count)) return 0;
  std::string_view line{bytes, count};
  if (line.starts_with("HTTP/")) call.answer.headers.clear();  // what came before was a 1xx answer
  if (const auto colon = line.find(':'); colon != std::string_view::npos) {
    auto value = line.substr(colon + 1);
    while (value.ends_with('\n') || value.ends_with('\r')) value.remove_suffix(1);
    call.answer.headers.emplace_back(line.substr(0, colon), trim(value));
  }
  return count;
}

void require_well_formed(const client_request& request) {
  if (request.verb != method::get && request.verb != method::post)
    throw std::invalid_argument("neither a get nor a post");
  for (const auto& [name, value] : request.headers) {
    if ((name + value).find_first_of(std::string_view{"\r\n\0", 3}) != std::string::npos)
      throw std::invalid_argument("a header with a line break");
  }
}

header_list headers_of(const client_request& request) {
  header_list list{curl_slist_append(nullptr, "Expect:")};  // no waiting for a 100 before a long body
  for (const auto& [name, value] : request.headers) {
    // libcurl writes a header without a value only if it ends in a semicolon
    const auto line = value.empty() ? name + ';' : name + ": " + value;
    if (auto* longer = curl_slist_append(list.get(), line.c_str())) {
      static_cast<void>(list.release());
      list.reset(longer);
    }
  }
  return list;
}

long to_curl(std::chrono::milliseconds time) {
  return static_cast<long>(
      std::max<std::chrono::milliseconds::rep>(time.count(), 1));  // 0 would mean for ever
}

/// The one place where libcurl's errors become ours.
base::error translate(CURLcode code, CURL* handle, const transfer& call) {
  const auto refuse = [&](client_errc as) {
    return base::error{make_error_code(as), curl_easy_strerror(code)};
  };
  if (call.too_large) return refuse(client_errc::answer_too_large);
  switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CERTPROBLEM:
      return refuse(client_errc::tls);
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      throw std::invalid_argument("a URL that can't be asked");
    default:
      break;
  }
  curl_off_t before_sending = 0;
  curl_easy_getinfo(handle, CURLINFO_PRETRANSFER_TIME_T, &before_sending);
  if (before_sending == 0) return refuse(client_errc::could_not_connect);
  return refuse(code == CURLE_OPERATION_TIMEDOUT ? client_errc::timed_out : client_errc::broken);
}

class curl_client final : public http_client {
 public:
  explicit curl_client(http_client_options options)
      : options_(std::move(options)), handles_(options_.kept_connections) {}

  base::result<client_answer> send(const client_request& request) override {
    require_well_formed(request);
    auto handle = handles_.take();
    transfer call{.unsent = request.body, .room = options_.answer_bytes, .answer = {}};
    const auto headers = headers_of(request);
    prepare(handle.get(), request, headers.get(), call);
    const auto code = curl_easy_perform(handle.get());
    if (code != CURLE_OK) {
      auto refusal = translate(code, handle.get(), call);
      handles_.put_back(std::move(handle));
      return std::unexpected{std::move(refusal)};
    }
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    call.answer.status = static_cast<unsigned>(status);
    handles_.put_back(std::move(handle));
    return std::move(call.answer);
  }

 private:
  void prepare(CURL* handle, const client_request& request, curl_slist* headers, transfer& call) const {
    curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "flex-video/" FLEX_VIDEO_VERSION);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, to_curl(request.timeout));
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                     to_curl(std::min(options_.connect_timeout, request.timeout)));
    if (!options_.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, options_.ca_file.c_str());
    if (request.credentials) {
      curl_easy_setopt(handle, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
      curl_easy_setopt(handle, CURLOPT_USERNAME, request.credentials->user.c_str());
      std::string password{request.credentials->password.reveal()};
      curl_easy_setopt(handle, CURLOPT_PASSWORD, password.c_str());
      OPENSSL_cleanse(password.data(), password.size());
    }
    if (request.verb == method::post) prepare_body(handle, request, call);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &call);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &call);
    curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  }

  /// libcurl sends a request again by itself when a kept connection breaks before the first byte of the
  /// answer. A body that it has to fetch, and can't rewind, keeps it from that; a request without a body gets
  /// a connection of its own.
  static void prepare_body(CURL* handle, const client_request& request, transfer& call) {
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, send_body);
    curl_easy_setopt(handle, CURLOPT_READDATA, &call);
    if (request.body.empty()) curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, 1L);
  }

  http_client_options options_;
  handle_pool handles_;
};

}  // namespace

std::unique_ptr<http_client> make_http_client(http_client_options options) {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) throw std::runtime_error("libcurl does not start");
  return std::make_unique<curl_client>(std::move(options));
}

}  // namespace flex_video::net
