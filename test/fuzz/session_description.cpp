// What a browser says of its one connection in a group room. The input is a conversation, in parts that end
// with a line "=": an SDP after a line "offer" or "answer", whose revision is the next (the same, if it was
// refused), or one of these lines:
//   subscribe audio|VP8|H264   unsubscribe   restarted
// Whatever is said, a media worker is asked for nothing that it refuses, and what we say can be read.
#include "expectation.hpp"
#include "signalling/group/server_end.hpp"
#include "signalling/json_document.hpp"
#include "signalling/json_writer.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace {

using namespace flex_video;
using namespace flex_video::rooms;
using fuzz::require;

std::string digest() {
  std::string value = "0B";
  for (int i = 1; i < 32; ++i) value += ":0B";
  return value;
}

void expect_readable(const description& said) {
  if (said.type == description_type::create_offer) return;
  auto sdp = unescape_json(said.sdp);
  if (sdp.find("a=ice-ufrag:") == std::string::npos) return;  // every section is rejected
  // The reader is a server's, whose clients begin the handshake.
  constexpr std::string_view waits = "a=setup:passive";
  for (auto at = sdp.find(waits); at != std::string::npos; at = sdp.find(waits, at)) {
    sdp.replace(at, waits.size(), "a=setup:active");
  }
  require(read_session_description(sdp).has_value());
}

class conversation {
 public:
  conversation() {
    end_.opened({.ice_ufrag = "server", .ice_password = "p", .candidates = {}, .fingerprint = digest()});
  }

  void hear(std::string_view part) {
    const auto line = part.substr(0, part.find('\n'));
    const auto rest = part.substr(std::min(line.size() + 1, part.size()));
    if (line == "offer") describe(description_type::offer, revision_ + 1, rest);
    if (line == "answer") describe(description_type::answer, revision_, rest);
    if (line == "subscribe audio") subscribe(media_kind::audio, "opus");
    if (line == "subscribe VP8") subscribe(media_kind::video, "VP8");
    if (line == "subscribe H264") subscribe(media_kind::video, "H264");
    if (line == "unsubscribe") end_.unsubscribe("s" + std::to_string(subscribed_));
    if (line == "restarted" && std::exchange(restarting_, false)) end_.restarted({"server2", "p2"});
    for (const auto& action : end_.take_actions()) std::visit(*this, action);
  }

  void operator()(const say_description& said) {
    require(said.description.type != description_type::offer || said.description.revision > revision_);
    revision_ = std::max(revision_, said.description.revision);
    expect_readable(said.description);
  }
  void operator()(const connect_transport&) { require(!std::exchange(connected_, true)); }
  void operator()(const restart_transport&) { require(connected_ && !std::exchange(restarting_, true)); }
  void operator()(const start_media& started) {
    const auto& [mid, kind, track, parameters] = started.media;
    require(connected_ && !track.empty() && parameters.mid == mid);
    require(!parameters.codecs.empty() && parameters.codecs.size() <= 2 && !parameters.encodings.empty());
    std::set<std::uint32_t> mine;
    for (const auto& encoding : parameters.encodings) {
      require(encoding.ssrc != 0 && mine.insert(encoding.ssrc).second);
      require(!encoding.rtx_ssrc ||
              (parameters.codecs.size() == 2 && mine.insert(*encoding.rtx_ssrc).second));
    }
    for (const auto& [other, ssrcs] : producing_) {
      require(std::ranges::none_of(mine, [&](auto ssrc) { return ssrcs.contains(ssrc); }));
    }
    require(producing_.emplace(mid, std::move(mine)).second);
  }
  void operator()(const stop_media& stopped) { require(producing_.erase(stopped.mid) == 1); }
  void operator()(const start_subscription&) {}
  void operator()(const fail_subscription&) {}
  void operator()(const open_data&) { require(!std::exchange(data_, true)); }

 private:
  void describe(description_type type, std::uint32_t revision, std::string_view sdp) {
    const auto settled = end_.settled();
    if (end_.take({type, revision, escape_json(sdp)}))
      revision_ = revision;
    else
      require(end_.settled() == settled);
  }

  void subscribe(media_kind kind, std::string codec) {
    const auto parameters =
        end_.subscribe({"s" + std::to_string(++subscribed_), kind, "PA", std::move(codec)});
    require(!parameters || parameters->encodings.size() == 1);
  }

  base::counting_random ids_;
  server_end end_{{}, ids_};
  std::uint32_t revision_ = 0;
  std::map<std::string, std::set<std::uint32_t>> producing_;
  bool connected_ = false;
  bool restarting_ = false;
  bool data_ = false;
  int subscribed_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  conversation heard;
  for (auto rest = fuzz::as_text(data, size); !rest.empty();) {
    const auto end = rest.find("\n=\n");
    heard.hear(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 3);
  }
  return 0;
}
