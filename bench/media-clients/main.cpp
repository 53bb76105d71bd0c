// Participants' media without browsers, driven by lines on standard input:
//   connect ID ADDRESS PORT UFRAG PASSWORD OUR_UFRAG OUR_PASSWORD   prints "connected ID" once DTLS is
//   through send ID audio|video SSRC PAYLOAD_TYPE BITRATE                   from then on close ID begin
//   counts anew report                                                          prints a line for each stream
//   that came:
//                                                                   "stream ID SSRC PACKETS MISSING FRAMES
//                                                                   BYTES", then "reported"
// Prints "certificate" and its fingerprint first.
#include "media_client.hpp"

#include <arpa/inet.h>
#include <sys/epoll.h>

#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <unistd.h>
#include <utility>

namespace {

using namespace flex_video::bench;
using namespace std::chrono_literals;

constexpr int tick = 4;  // milliseconds

class crowd {
 public:
  crowd() {
    watch(STDIN_FILENO, -1);
    std::cout << "certificate " << identity_.fingerprint() << std::endl;
  }

  /// Until standard input ends.
  void run() {
    while (!ended_) {
      std::array<epoll_event, 64> events{};
      const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), tick);
      for (int at = 0; at < count; ++at) heard(events.at(static_cast<std::size_t>(at)).data.fd);
      const auto now = clock::now();
      for (auto& [id, one] : clients_) advance(id, one, now);
    }
  }

 private:
  struct member {
    std::unique_ptr<media_client> client;
    bool told = false;
  };

  void watch(int socket, int id) const {
    epoll_event event{.events = EPOLLIN, .data = {.fd = id}};
    if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) != 0) throw std::runtime_error("epoll");
  }

  void heard(int id) {
    if (id < 0) return take_input();
    if (const auto found = clients_.find(id); found != clients_.end()) found->second.client->read();
  }

  static void advance(int id, member& one, clock::time_point now) {
    one.client->advance(now);
    if (one.client->connected() && !std::exchange(one.told, true))
      std::cout << "connected " << id << std::endl;
  }

  void take_input() {
    std::array<char, 65'536> text;
    const auto size = ::read(STDIN_FILENO, text.data(), text.size());
    ended_ = size <= 0;
    if (ended_) return;
    input_.append(text.data(), static_cast<std::size_t>(size));
    for (auto end = input_.find('\n'); end != std::string::npos; end = input_.find('\n')) {
      std::istringstream line{input_.substr(0, end)};
      input_.erase(0, end + 1);
      std::string command;
      line >> command;
      perform(command, line);
    }
  }

  void perform(const std::string& command, std::istream& line) {
    int id = 0;
    if (command == "begin") {
      for (auto& [_, one] : clients_) one.client->received().begin();
    } else if (command == "report") {
      report();
    } else if (line >> id && command == "connect") {
      connect(id, line);
    } else if (command == "send") {
      send(*clients_.at(id).client, line);
    } else if (command == "close") {
      clients_.erase(id);
    }
  }

  void connect(int id, std::istream& line) {
    std::string address;
    std::uint16_t port = 0;
    ice_pair pair;
    line >> address >> port >> pair.their_ufrag >> pair.their_password >> pair.our_ufrag >> pair.our_password;
    sockaddr_in server{.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {}, .sin_zero = {}};
    if (::inet_pton(AF_INET, address.c_str(), &server.sin_addr) != 1) throw std::runtime_error(address);
    auto& one = clients_[id];
    one.client = std::make_unique<media_client>(identity_, server, pair);
    watch(one.client->socket(), id);
  }

  void send(media_client& from, std::istream& line) {
    std::string kind;
    std::uint32_t ssrc = 0;
    unsigned payload_type = 0;
    std::uint32_t bitrate = 0;
    line >> kind >> ssrc >> payload_type >> bitrate;
    // Frames of all do not fall together.
    const auto begin = clock::now() + 1ms * (ssrc * 7 % 33);
    from.send({kind == "audio" ? sent_stream::kind::audio : sent_stream::kind::video, ssrc,
               static_cast<std::uint8_t>(payload_type), bitrate, begin});
  }

  void report() const {
    for (const auto& [id, one] : clients_) {
      for (const auto& [ssrc, stream] : one.client->received().all())
        std::cout << "stream " << id << ' ' << ssrc << ' ' << stream.packets << ' ' << stream.missing << ' '
                  << stream.frames << ' ' << stream.bytes << '\n';
    }
    std::cout << "reported" << std::endl;
  }

  dtls_identity identity_;
  int epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  std::map<int, member> clients_;
  std::string input_;
  bool ended_ = false;
};

}  // namespace

int main() {
  srtp_init();
  crowd{}.run();
  srtp_shutdown();
}
