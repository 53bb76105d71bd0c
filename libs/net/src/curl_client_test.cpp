#include "testing/running_server.hpp"
#include "testing/tls_server.hpp"

#include "flex_video/net/http_client.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <unistd.h>

namespace flex_video::net {
namespace {

using namespace std::chrono_literals;
using testing::running_server;
using testing::tls_server;

constexpr std::size_t stream_queue = 1024;

/// A server whose answers fail in every way that an answer can.
class calling : public ::testing::Test {
 protected:
  calling() {
    ::setenv("no_proxy", "127.0.0.1,localhost", 1);
    router routes;
    routes.add(method::get, "/hello", [](const request&) { return text(200, "hello").with("X-Twice", "a"); });
    routes.add(method::get, "/moved", [](const request&) { return redirect("/hello"); });
    routes.add(method::get, "/large", [](const request&) { return text(200, std::string(5'000, 'x')); });
    routes.add(method::post, "/echo", [](const request& r) {
      return text(201, std::string{r.body})
          .with("Seen-Authorization", std::string{r.header("authorization")})
          .with("Seen-Agent", std::string{r.header("user-agent")})
          .with("Seen-Type", std::string{r.header("content-type")})
          .with("Seen-Empty", r.header("x-empty").empty() ? "yes" : "no")
          .with("Seen-Expect", std::string{r.header("expect")});
    });
    routes.add_any("/cut", [](const request&) {
      response answer;
      answer.stream = [](const std::shared_ptr<event_stream>& stream) {
        stream->send(
            std::string(stream_queue + 1, 'x'));  // more than it may hold up: the connection is closed
      };
      return answer;
    });
    routes.add_any("/slow", [this](const request&) {
      response answer;
      answer.stream = [this](std::shared_ptr<event_stream> stream) {
        stream->send("half");
        slow_ = std::move(stream);
        ending_ = server_->loop().after(50ms, [this] {
          slow_->send(" and half");
          slow_.reset();
        });
      };
      return answer;
    });
    routes.add_any("/never", [this](const request&) {
      response answer;
      answer.stream = [this](std::shared_ptr<event_stream> stream) { held_.push_back(std::move(stream)); };
      return answer;
    });
    server_ = std::make_unique<running_server>(std::move(routes), limits{.stream_queue = stream_queue});
  }
  void TearDown() override {
    server_->on_loop([this] {
      held_.clear();
      slow_.reset();
      ending_.reset();
    });
  }

  client_request to(std::string_view path) {
    return {.url = "http://127.0.0.1:" + std::to_string(server_->port()) + std::string{path}};
  }
  client_request post(std::string_view path, std::string body) {
    auto request = to(path);
    request.verb = method::post;
    request.body = std::move(body);
    return request;
  }
  std::error_code refusal(const client_request& request) {
    const auto answer = client_->send(request);
    return answer ? std::error_code{} : answer.error().code;
  }

  std::unique_ptr<http_client> client_ = make_http_client({.answer_bytes = 4'096});
  std::vector<std::shared_ptr<event_stream>> held_;
  std::shared_ptr<event_stream> slow_;
  std::unique_ptr<event_loop::timer> ending_;
  std::unique_ptr<running_server> server_;
};

TEST_F(calling, gets_status_headers_and_body) {
  const auto answer = client_->send(to("/hello"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200u);
  EXPECT_EQ(answer->body, "hello");
  EXPECT_EQ(answer->header("x-twice"), "a");
  EXPECT_EQ(answer->header("X-Absent"), "");
  EXPECT_EQ(client_->send(to("/nowhere")).value().status, 404u);
}

TEST_F(calling, posts_a_body_with_its_headers) {
  auto request = post("/echo", "{\"a\":1}");
  request.headers = {{"Content-Type", "application/json"}, {"X-Empty", ""}};
  const auto answer = client_->send(request);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 201u);
  EXPECT_EQ(answer->body, "{\"a\":1}");
  EXPECT_EQ(answer->header("seen-type"), "application/json");
  EXPECT_EQ(answer->header("seen-expect"), "");
  EXPECT_TRUE(answer->header("seen-agent").starts_with("flex-video/0."));
  EXPECT_EQ(client_->send(post("/echo", "")).value().body, "");
}

TEST_F(calling, sends_basic_credentials_with_their_own_request_only) {
  auto request = post("/echo", "x");
  request.credentials = basic_credentials{.user = "SK1", .password = base::secret{"pa:ss"}};
  EXPECT_EQ(client_->send(request).value().header("seen-authorization"), "Basic U0sxOnBhOnNz");
  EXPECT_EQ(client_->send(post("/echo", "x")).value().header("seen-authorization"), "");
}

TEST_F(calling, uses_a_connection_again) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(client_->send(to("/hello")));
  EXPECT_EQ(server_->connections(), 1u);
}

TEST_F(calling, keeps_no_more_connections_than_it_may) {
  client_ = make_http_client({.kept_connections = 0});
  EXPECT_TRUE(client_->send(to("/hello")));
  EXPECT_TRUE(server_->reaches(0));
}

TEST_F(calling, follows_no_redirect) { EXPECT_EQ(client_->send(to("/moved")).value().status, 303u); }

TEST_F(calling, refuses_an_answer_that_is_too_large) {
  EXPECT_EQ(refusal(to("/large")), make_error_code(client_errc::answer_too_large));
  EXPECT_TRUE(client_->send(to("/hello")));
}

TEST_F(calling, counts_the_head_of_an_answer) {
  client_ = make_http_client({.answer_bytes = 40});
  EXPECT_EQ(refusal(to("/hello")), make_error_code(client_errc::answer_too_large));
}

TEST_F(calling, waits_for_a_slow_body) {
  EXPECT_EQ(client_->send(to("/slow")).value().body, "half and half");
}

TEST_F(calling, gives_up_at_the_deadline) {
  auto request = to("/never");
  request.timeout = 50ms;
  EXPECT_EQ(refusal(request), make_error_code(client_errc::timed_out));
  request.timeout = 0ms;  // is none, not for ever
  EXPECT_TRUE(refusal(request));
}

TEST_F(calling, tells_a_broken_connection) {
  EXPECT_EQ(refusal(to("/cut")), make_error_code(client_errc::broken));
  EXPECT_EQ(refusal(post("/cut", "x")), make_error_code(client_errc::broken));
}

TEST_F(calling, tells_that_nothing_was_sent) {
  const auto request = to("/hello");
  server_->destroy();
  EXPECT_EQ(refusal(request), make_error_code(client_errc::could_not_connect));
  EXPECT_EQ(refusal({.url = "http://no-such-name.invalid/"}),
            make_error_code(client_errc::could_not_connect));
}

TEST_F(calling, says_nothing_of_the_url_or_the_credentials) {
  auto request = to("/never?token=hidden");
  request.timeout = 20ms;
  request.credentials = basic_credentials{.user = "SK1", .password = base::secret{"hidden"}};
  const auto answer = client_->send(request);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().detail.find("hidden"), std::string::npos);
  EXPECT_EQ(answer.error().code.message().find("hidden"), std::string::npos);
}

TEST_F(calling, refuses_what_is_no_request) {
  EXPECT_THROW(client_->send({.url = "file:///etc/hostname"}), std::invalid_argument);
  EXPECT_THROW(client_->send({.url = "http://127.0.0.1:99999/"}), std::invalid_argument);
  EXPECT_THROW(client_->send({.verb = method::put, .url = to("/hello").url}), std::invalid_argument);
  auto request = to("/hello");
  request.headers = {{"X-A", "b\r\nX-C: d"}};
  EXPECT_THROW(client_->send(request), std::invalid_argument);
}

TEST_F(calling, serves_many_threads) {
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < 8; ++i) {
      callers.emplace_back([&, i] {
        for (int j = 0; j < 25; ++j) {
          const auto body = std::to_string(i) + "/" + std::to_string(j);
          const auto answer = client_->send(post("/echo", body));
          if (answer && answer->body == body) ++right;
        }
      });
    }
  }
  EXPECT_EQ(right, 200);
  EXPECT_LE(server_->connections(), 8u);
}

TEST_F(calling, trusts_only_who_is_vouched_for) {
  const tls_server server{"localhost"};
  const client_request request{.url = "https://localhost:" + std::to_string(server.port()) + "/"};
  EXPECT_EQ(refusal(request), make_error_code(client_errc::tls));
  client_ = make_http_client({.ca_file = server.certificate_file()});
  EXPECT_EQ(client_->send(request).value().body, "hello");
}

TEST_F(calling, refuses_a_certificate_of_another_name) {
  const tls_server server{"video.example.com"};
  client_ = make_http_client({.ca_file = server.certificate_file()});
  EXPECT_EQ(refusal({.url = "https://localhost:" + std::to_string(server.port()) + "/"}),
            make_error_code(client_errc::tls));
}

/// A listening socket that says nothing by itself, not even a TLS handshake.
class bare_socket {
 public:
  bare_socket() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket_, 8) != 0 ||
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      throw std::runtime_error("no socket");
    port_ = ntohs(address.sin_port);
  }
  ~bare_socket() { ::close(socket_); }
  bare_socket(const bare_socket&) = delete;
  bare_socket& operator=(const bare_socket&) = delete;

  std::uint16_t port() const { return port_; }
  int accept() const { return ::accept(socket_, nullptr, nullptr); }

 private:
  int socket_;
  std::uint16_t port_;
};

TEST_F(calling, has_a_deadline_of_its_own_for_connecting) {
  const bare_socket mute;
  client_ = make_http_client({.connect_timeout = 50ms});
  client_request request{.url = "https://127.0.0.1:" + std::to_string(mute.port()) + "/", .timeout = 1h};
  EXPECT_EQ(refusal(request), make_error_code(client_errc::could_not_connect));
}

/// Answers the first request of a connection, and hangs up on the second without a word.
class forgetful_server {
 public:
  forgetful_server() : thread_([this] { serve(); }) {}

  std::string url() const { return "http://127.0.0.1:" + std::to_string(socket_.port()) + "/"; }
  /// How many requests came; the server is gone then.
  int count() {
    stopping_ = true;
    std::jthread knock{[this] { static_cast<void>(make_http_client()->send({.url = url()})); }};
    thread_.join();
    return requests_;
  }

 private:
  void serve() {
    while (true) {
      const int client = socket_.accept();
      if (!stopping_ && take_request(client)) {
        constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        static_cast<void>(::send(client, answer.data(), answer.size(), MSG_NOSIGNAL));
        take_request(client);
      }
      ::close(client);
      if (stopping_) return;
    }
  }
  /// All of these requests end in "end"; false if the client is gone.
  bool take_request(int client) {
    std::string text;
    while (!text.ends_with("end")) {
      std::array<char, 1024> bytes{};
      const auto size = ::recv(client, bytes.data(), bytes.size(), 0);
      if (size <= 0) return false;
      text.append(bytes.data(), static_cast<std::size_t>(size));
    }
    ++requests_;
    return true;
  }

  bare_socket socket_;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> requests_ = 0;
  std::jthread thread_;
};

TEST_F(calling, sends_a_post_once_though_a_kept_connection_ends_without_a_word) {
  forgetful_server server;
  const client_request request{.verb = method::post, .url = server.url(), .body = "the end"};
  EXPECT_FALSE(refusal(request));
  EXPECT_EQ(refusal(request), make_error_code(client_errc::broken));
  client_.reset();
  EXPECT_EQ(server.count(), 2);
}

}  // namespace
}  // namespace flex_video::net
