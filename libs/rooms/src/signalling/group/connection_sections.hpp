#pragma once

#include "sfu/rtp_parameters.hpp"
#include "signalling/group/media_choice.hpp"
#include "signalling/group/media_terms.hpp"
#include "signalling/group/session_description.hpp"

#include "flex_video/base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace flex_video::rooms {

/// A track that the client sends in a section.
struct incoming_media {
  std::string mid;
  media_kind kind;
  std::string track;  ///< second word of `a=msid`
  rtp_parameters parameters;
};

/// A track that shall go to the client.
struct outgoing_media {
  std::string id;
  media_kind kind;
  std::string stream;
  rtp_parameters parameters;
};

/// What the client has said of outgoing media: that it is ready for it, or will not take it. The latter is
/// removed.
struct outgoing_outcome {
  std::string id;
  bool accepted;
};

/// The m-sections of a connection, in the order that both ends have (RFC 8829 section 5.2.2): the client's,
/// in which it may send, and ours, one for each track that goes to it. It may send in one of ours, too: a
/// browser takes a transceiver that it has not sent on for its next track (W3C WebRTC, addTrack). One of ours
/// whose track is gone is offered as inactive, and is free for the next of its kind when the client has
/// answered that: a browser learns of a track when its section begins to send.
class connection_sections {
 public:
  explicit connection_sections(media_terms terms) : terms_(std::move(terms)) {}

  /// Whether the client's offer goes on from what is here, or its answer is one to our last offer. Refuses
  /// with signalling_errc::description_invalid.
  base::result<void> check_offer(const session_description& said) const;
  base::result<void> check_answer(const session_description& said) const;

  /// The client's offer, which was checked; answer() is the answer to it.
  std::vector<outgoing_outcome> take_offer(const session_description& said);
  /// The client's answer to our last offer, which was checked; or an offer that was, and that implies it.
  std::vector<outgoing_outcome> take_answer(const session_description& said);

  /// No more than the client's last offer has is in it.
  std::vector<media_section> answer() const;
  /// Brings in what waits, and data.
  std::vector<media_section> offer();
  /// Whether an offer would say anything new.
  bool offer_due() const;

  /// As the client's offers tell; empty before the first.
  const receivable_codecs& receivable() const { return receivable_; }
  /// The extension ids that the client's sections use.
  extension_ids taken_ids() const;

  void add(outgoing_media media);
  void remove(std::string_view id);
  const std::vector<outgoing_media>& outgoing() const { return outgoing_; }

  std::vector<incoming_media> incoming() const;
  /// Whether the client has taken a section of data, or offers one.
  bool has_data() const;

 private:
  struct shared_section {
    bool is_ours = false;
    media_section ours{};    ///< what our descriptions say of it
    media_section theirs{};  ///< what the client's last description says of it; no mid before the first
    std::optional<std::string> carries = {};  ///< ours: the id of what our last offer has in it
    bool accepted = false;                    ///< ours: the client is ready for that
    bool free = false;                        ///< ours: the client has answered that it carries nothing
    bool taken = false;                       ///< ours: and what the client sends in it is taken
  };

  static media_section common(const shared_section& section);
  void take_client_section(shared_section& into, const media_section& said);
  void take_our_section(shared_section& into, std::vector<outgoing_outcome>& outcomes);
  void admit(shared_section& client) const;
  bool is_admitted(const shared_section& section, const std::vector<rtp_codec>& codecs) const;
  void place(const outgoing_media& media);
  bool has_place(section_kind kind) const;
  media_section& append(section_kind kind);
  bool is_wanted(std::string_view id) const;
  bool is_placed(std::string_view id) const;
  bool has_data_section() const;
  extension_ids our_ids() const;

  media_terms terms_;
  std::vector<shared_section> sections_;
  std::vector<outgoing_media> outgoing_;  ///< by age
  receivable_codecs receivable_;
};

}  // namespace flex_video::rooms
