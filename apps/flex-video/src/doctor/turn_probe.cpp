// Asks a TURN server for a relayed address, as a browser does.
#include "doctor/probes.hpp"
#include "doctor/turn_message.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/rooms/turn_credentials.hpp"

#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <memory>
#include <netdb.h>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <utility>

namespace flex_video::app::doctor {
namespace {

/// The parts of an address that is_turn_url() takes.
struct turn_address {
  bool tls = false;
  bool udp = false;
  std::string host = {};
  std::string port = {};
};

turn_address address_of(std::string_view url) {
  turn_address parts{.tls = url.starts_with("turns:")};
  url.remove_prefix(url.find(':') + 1);
  const auto query = url.find('?');
  const auto transport = query == std::string_view::npos ? std::string_view{} : url.substr(query);
  parts.udp = !parts.tls && transport != "?transport=tcp";
  const auto authority = url.substr(0, query);
  const auto bracket = authority.find(']');
  const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  parts.host = authority.substr(0, colon);
  parts.port = colon == std::string_view::npos ? (parts.tls ? "5349" : "3478") : authority.substr(colon + 1);
  return parts;
}

/// A way to the server and back. Each call blocks; nothing comes back for an answer that does not come.
class channel {
 public:
  virtual ~channel() = default;
  virtual std::optional<std::string> ask(const std::string& message) = 0;
};

class udp_channel final : public channel {
 public:
  explicit udp_channel(const turn_address& to) {
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_DGRAM;
    addrinfo* found = nullptr;
    auto host = to.host;
    std::erase_if(host, [](char each) { return each == '[' || each == ']'; });
    if (getaddrinfo(host.c_str(), to.port.c_str(), &wanted, &found) != 0) return;
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owned{found, &freeaddrinfo};
    socket_ = socket(found->ai_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const timeval patience{.tv_sec = 1, .tv_usec = 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (connect(socket_, found->ai_addr, found->ai_addrlen) != 0) close(std::exchange(socket_, -1));
  }
  ~udp_channel() override {
    if (socket_ >= 0) close(socket_);
  }
  udp_channel(const udp_channel&) = delete;
  udp_channel& operator=(const udp_channel&) = delete;

  std::optional<std::string> ask(const std::string& message) override {
    constexpr int tries = 3;  // UDP may lose them
    for (int i = 0; socket_ >= 0 && i < tries; ++i) {
      std::string answer(2048, '\0');
      if (send(socket_, message.data(), message.size(), 0) < 0) return std::nullopt;
      const auto size = recv(socket_, answer.data(), answer.size(), 0);
      if (size > 0) return answer.substr(0, static_cast<std::size_t>(size));
    }
    return std::nullopt;
  }

 private:
  int socket_ = -1;
};

struct free_openssl {
  void operator()(BIO* chain) const { BIO_free_all(chain); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};

class stream_channel final : public channel {
 public:
  explicit stream_channel(const turn_address& to) {
    const auto address = to.host + ":" + to.port;
    if (!to.tls) {
      chain_.reset(BIO_new_connect(address.c_str()));
    } else if (context_.reset(SSL_CTX_new(TLS_client_method())); context_) {
      chain_.reset(BIO_new_ssl_connect(context_.get()));
      SSL* session = nullptr;
      BIO_get_ssl(chain_.get(), &session);
      BIO_set_conn_hostname(chain_.get(), address.c_str());
      if (session) SSL_set_tlsext_host_name(session, to.host.c_str());
    }
    if (chain_ && BIO_do_connect(chain_.get()) != 1) chain_.reset();
  }

  std::optional<std::string> ask(const std::string& message) override {
    if (!chain_ || BIO_write(chain_.get(), message.data(), static_cast<int>(message.size())) <= 0)
      return std::nullopt;
    std::string answer;
    while (true) {
      std::array<char, 2048> piece;
      const int size = BIO_read(chain_.get(), piece.data(), piece.size());
      if (size <= 0) return std::nullopt;
      answer.append(piece.data(), static_cast<std::size_t>(size));
      const auto whole = turn_message_size(answer);
      if (!whole && answer.size() >= 20) return answer;  // something else answers there
      if (whole && answer.size() >= *whole) return answer;
    }
  }

 private:
  std::unique_ptr<SSL_CTX, free_openssl> context_;
  std::unique_ptr<BIO, free_openssl> chain_;
};

transaction_id new_id() {
  base::system_random random;
  transaction_id id;
  random.fill(id);
  return id;
}

std::unique_ptr<channel> open_channel(const turn_address& to) {
  if (to.udp) return std::make_unique<udp_channel>(to);
  return std::make_unique<stream_channel>(to);
}

}  // namespace

turn_found try_turn(const rooms::turn_service& service, const std::string& url) {
  const auto way = open_channel(address_of(url));
  auto id = new_id();
  const auto first = way->ask(write_allocate(id));
  if (!first) return turn_found::silent;
  const auto challenge = read_turn_answer(*first, id);
  if (!challenge) return turn_found::something_else;
  if (challenge->error != 401) return challenge->allocated ? turn_found::open_to_all : turn_found::refuses;
  auto [name, password] = rooms::turn_credentials_for(service, "doctor", base::system_clock{}.now());
  id = new_id();
  const auto second =
      way->ask(write_allocate(id, challenge->challenge, {std::move(name), std::move(password)}));
  const auto answer = second ? read_turn_answer(*second, id) : std::nullopt;
  if (!answer) return turn_found::silent;
  if (answer->allocated) return turn_found::relays;
  return answer->error == 401 ? turn_found::other_secret : turn_found::refuses;
}

}  // namespace flex_video::app::doctor
