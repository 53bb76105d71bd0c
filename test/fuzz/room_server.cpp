// The whole room server, told by the lines of the input what happens on three sockets:
//   0{…}  text on socket 0 to 2, opened by its first; $ada, $ben and $eve in it are access tokens, and
//         $session is what the socket was last told as its session
//   x0 X0 the socket breaks, or closes in order      t7  so many seconds pass
//   k     ada is removed                             r   the room is completed
// The room "den" is peer-to-peer; "hall" is a group room whose media is a model:
//   a     it answers what it was asked               l   its router is lost
//   c2    SCTP of transport 2 is connected           s1  the producer of that id speaks
//   d201… what follows comes on data stream 0 of transport 2, as text; in the place of the last digit,
//         0 is a data channel's opening and 3 binary
// It never says more than a multiple of what it was told, and forgets everybody who has gone.
#include "flex_video/rooms/room_server.hpp"

#include "expectation.hpp"
#include "testing/model_media.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace {

using namespace flex_video;
using namespace flex_video::rooms;
using fuzz::require;

const base::time_point start{std::chrono::seconds{1'800'000'000}};

const twilio::credentials& key() {
  static const twilio::credentials made{*twilio::account_sid::parse("AC" + std::string(32, '1')),
                                        *twilio::api_key_sid::parse("SK" + std::string(32, '2')),
                                        base::secret{"the api secret"}};
  return made;
}

std::string token_of(std::string_view identity) {
  return twilio::access_token_issuer{key()}.issue({.identity = std::string{identity},
                                                   .room = std::nullopt,
                                                   .issued_at = start,
                                                   .expires_at = start + std::chrono::hours{1},
                                                   .not_before = std::nullopt});
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

class playground {
 public:
  void play(std::string_view line) {
    told_ += line.size();
    if (line.empty()) return;
    const auto argument = line.size() > 1 ? static_cast<std::size_t>(line[1] - '0') : 0;
    const auto letter = line.front();
    if (letter >= '0' && letter <= '2') {
      speak(static_cast<std::size_t>(letter - '0'), line.substr(1));
    } else if ((letter == 'x' || letter == 'X') && argument < sockets_.size()) {
      server_.closed(sockets_[argument].id, letter == 'x' ? 1006 : 1000);
      sockets_[argument].open = false;
    } else if (letter == 't' && argument < 10) {
      clock_.advance(std::chrono::seconds{argument});
      server_.advance();
    } else if (letter == 'k') {
      require(server_.remove_participant(room_.sid, "ada").has_value());
    } else if (letter == 'r') {
      require(server_.complete_room(room_.sid).has_value());
    } else if (media_.routers > 0) {
      carry(letter, argument, line);
    }
    listen();
  }

  /// Nobody says anything any more.
  void expect_silence() {
    for (int minutes = 0; minutes < 3; ++minutes) {
      for (int seconds = 0; seconds < 60; seconds += 5) {
        clock_.advance(std::chrono::seconds{5});
        server_.advance();
        listen();
      }
    }
    for (const auto& room : {room_, hall_}) {
      require(server_.inspect_room(room.sid)->identities.empty());
      require(server_.complete_room(room.sid).has_value());
    }
    require(!server_.next_deadline());
    require(media_.routers == 0 && media_.transports.empty());
  }

 private:
  struct socket {
    connection_id id{};
    bool open = false;
    std::string session = {};
  };

  /// What the media engine of the group room does.
  void carry(char letter, std::size_t argument, std::string_view line) {
    const auto transport = static_cast<transport_id>(argument);
    if (letter == 'a') {
      media_.answer();
      const auto waiting = media_.transports;
      for (const auto& [id, each] : waiting) media_.measure(id, {});
    } else if (letter == 'l') {
      media_.tell(router_lost{});
    } else if (letter == 'c') {
      media_.tell(sctp_connected{transport});
    } else if (letter == 's') {
      media_.tell(speaker_changed{static_cast<producer_id>(argument)});
    } else if (letter == 'd' && line.size() >= 4) {
      media_.tell(data_received{.transport = transport,
                                .stream = static_cast<std::uint16_t>(line[2] - '0'),
                                .ppid = static_cast<std::uint32_t>(line[3] - '0') + 50,
                                .bytes = std::as_bytes(std::span{line.substr(4)})});
    }
  }

  void speak(std::size_t which, std::string_view said) {
    auto& socket = sockets_[which];
    if (!socket.open) {
      socket.id = connection_id{++last_};
      socket.open = true;
      server_.opened(socket.id);
    }
    static const std::array<std::pair<std::string_view, std::string>, 3> tokens{
        {{"$ada", token_of("ada")}, {"$ben", token_of("ben")}, {"$eve", token_of("eve")}}};
    std::string text{said};
    for (const auto& [name, token] : tokens) replace_all(text, name, token);
    replace_all(text, "$session", socket.session);
    told_ += text.size();
    const bool in_burst = said.ends_with(' ');
    server_.received(socket.id, text, in_burst ? arrival::in_burst : arrival::alone);
  }

  void listen() {
    std::size_t bytes = 0;
    for (const auto& action : server_.take_actions()) {
      if (const auto* sent = std::get_if<send_text>(&action)) {
        bytes += sent->text.size();
        note_session(*sent);
      } else {
        for (auto& socket : sockets_) {
          if (socket.id == std::get<close_socket>(action).which) socket.open = false;
        }
      }
    }
    require(bytes <= 32 * 1024 + 32 * told_);
  }

  void note_session(const send_text& sent) {
    constexpr std::string_view field = R"("session":")";
    const auto at = sent.text.find(field);
    if (at == std::string::npos) return;
    for (auto& socket : sockets_) {
      const auto from = at + field.size();
      if (socket.id == sent.to) socket.session = sent.text.substr(from, sent.text.find('"', from) - from);
    }
  }

  base::manual_clock clock_{start};
  base::counting_random random_;
  model_media media_;
  room_server server_{{}, key(), clock_, random_, {}, &media_};
  core::room room_ = *server_.create_room({.unique_name = "den", .max_participants = 3});
  core::room hall_ =
      *server_.open_room({.unique_name = "hall", .max_participants = 3, .terms = {.type = room_type::group}});
  std::array<socket, 3> sockets_;
  std::uint64_t last_ = 0;
  std::size_t told_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  playground here;
  for (auto rest = fuzz::as_text(data, size); !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    here.play(line);
  }
  here.expect_silence();
  return 0;
}
