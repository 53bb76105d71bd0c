#pragma once

#include "signalling/group/session_description.hpp"
#include "signalling/messages.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace flex_video::rooms {

/// A browser's peer connection to a server under twilio-video 2.36.0 (lib/signaling/v2/peerconnection.js),
/// with the rules of RFC 8829 that the server must keep: what breaks one is in complaints().
class model_browser {
 public:
  /// `layers`: of simulcast, as Chromium has it.
  void publish(media_kind kind, std::string track, unsigned layers = 1);
  void unpublish(const std::string& track);
  void restart_ice();
  /// As the SDK does when something has changed, or at first.
  void offer();
  void take(const description& said);

  /// What it has said, oldest first.
  std::deque<description> outgoing;

  bool settled() const { return !offered_ && !should_offer_; }
  /// Tracks that come, of sections that are agreed upon.
  std::set<std::string> received() const;
  std::size_t sections() const { return sections_.size(); }
  const std::vector<std::string>& complaints() const { return complaints_; }

 private:
  void make_offer();
  void take_offer(const session_description& said, std::uint32_t revision);
  void take_answer(const session_description& said);
  void check_answer(const media_section& offered, const media_section& answered);
  media_section described(const media_section& own) const;
  media_section answered(const media_section& own, const media_section& offered) const;
  void emit(description_type type, std::uint32_t revision, const std::vector<media_section>& sections);
  void complain(const std::string& what) { complaints_.push_back(what); }

  struct own_track {
    media_kind kind;
    unsigned layers;
  };
  std::map<std::string, own_track> tracks_;  ///< wanted
  std::vector<media_section> sections_;      ///< agreed upon, with the track that it sends in them
  std::vector<media_section> remote_;        ///< what the server last said of them
  std::optional<std::vector<media_section>> offered_;
  std::uint32_t revision_ = 0;
  std::uint32_t stable_ = 0;
  std::optional<description> queued_;
  bool should_offer_ = false;
  int ufrag_ = 0;
  int mids_ = 0;
  std::uint32_t ssrcs_ = 1'000;
  std::vector<std::string> complaints_;
};

}  // namespace flex_video::rooms
