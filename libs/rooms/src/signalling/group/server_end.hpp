#pragma once

#include "signalling/far_end.hpp"
#include "signalling/group/connection_sections.hpp"
#include "signalling/group/media_terms.hpp"
#include "signalling/group/session_description.hpp"
#include "signalling/messages.hpp"

#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace flex_video::rooms {

// What a server_end asks of its owner, to be done in the order given.

/// Tell the client.
struct say_description {
  rooms::description description;
};
/// media_router::connect.
struct connect_transport {
  dtls_fingerprint browser;
};
/// media_router::restart_ice, and then server_end::restarted(): until then the client has no answer.
struct restart_transport {};
/// media_router::produce: the client sends a track that it lists, or is about to list, or never lists:
/// Firefox under the SDK has one of its own.
struct start_media {
  incoming_media media;
};
/// It does no more. The same mid may start again with another track.
struct stop_media {
  std::string mid;
};
/// The client has made ready for a subscription: its consumer may be resumed.
struct start_subscription {
  std::string id;
};
/// The client can't take it after all, and never will. To be unsubscribed.
struct fail_subscription {
  std::string id;
};
/// Data channels are negotiated; SCTP comes up with the transport.
struct open_data {};

using server_end_action = std::variant<say_description, connect_transport, restart_transport, start_media,
                                       stop_media, start_subscription, fail_subscription, open_data>;

/// Media that goes to the client.
struct subscription {
  std::string id;  ///< fresh for each; becomes the second word of `a=msid`
  media_kind kind;
  std::string stream;  ///< what belongs together has the same: the publisher's SID
  std::string codec;   ///< rtp_codec::name of what the publisher sends
};

/// The server's end of a client's one peer connection in a group room, without its media: who may offer
/// when, what offers and answers say, and what follows from it. The media of it is a transport of a
/// media_router, which the owner opens and drives as the actions say.
///
/// Revisions are shared with the client. The server offers only when nothing is unanswered, and everything
/// that was asked for meanwhile is in one offer; while its offer is open, client offers up to its revision
/// are ignored: the SDK rolls back, answers, and offers again.
class server_end {
 public:
  /// Whose is the first offer's connection: the client's, with its `connect`, or one that the server asks
  /// for with `create-offer`.
  enum class beginning { offered, asked };

  /// `random` gives SSRCs and must outlive this.
  server_end(media_terms terms, base::random_source& random, beginning how = beginning::offered);

  /// The transport is there. Until then, no offer is answered.
  void opened(transport_parameters transport);
  /// Answers restart_transport.
  void restarted(ice_credentials credentials);

  /// Takes what the client describes, `said.sdp` in JSON's spelling; anything old or repeated is ignored.
  /// The answer is open, or closed: the client has closed its side for good, and nothing more is taken.
  /// Refused with signalling_errc::description_invalid is what can't be read or breaks the rules of
  /// negotiation; then nothing has changed, and the client waits for an answer that does not come: only a
  /// new peer connection helps.
  base::result<far_end::outcome> take(const description& said);

  /// Whether the client has described itself, so that subscribe() knows what it can take.
  bool ready() const { return stable_ != 0; }
  /// What to make the (paused) consumer with; the client is offered it with the next actions. Refused with
  /// signalling_errc::codec_unsupported if no offer of the client's has the codec. The id of a present
  /// subscription is a bug (std::logic_error).
  base::result<rtp_parameters> subscribe(const subscription& wanted);
  /// The consumer may be closed at once. Ignores unknown ids.
  void unsubscribe(std::string_view id);

  /// What is to be done, once each. An offer that is due is made now, unless it is to wait for more.
  std::vector<server_end_action> take_actions(bool may_offer = true);

  /// What a client that resumes must hear again, oldest first. What it knows already does not harm: it goes
  /// by revisions.
  std::vector<description> recall() const;
  /// Whether the client's descriptions carry the track.
  bool carries(std::string_view track) const;
  /// The revision that both have come to, if no offer is unanswered and none is due.
  std::optional<std::uint32_t> settled() const;
  /// Whether the client has data channels.
  bool has_data() const { return sections_.has_data(); }
  /// The description that closes the client's side.
  description farewell() const;

 private:
  base::result<session_description> read(const description& said) const;
  base::result<void> take_offer(const description& said);
  base::result<void> take_answer(const description& said);
  void tell(std::vector<outgoing_outcome> outcomes);
  void answer_if_possible();
  void offer_if_due();
  void compare_incoming();
  void say(description_type type, std::uint32_t revision, std::span<const media_section> sections);
  std::uint32_t fresh_ssrc();

  struct unanswered_offer {
    std::uint32_t revision;
    session_description description;
  };

  base::random_source& random_;
  connection_sections sections_;
  std::optional<transport_parameters> transport_;
  bool restarting_ = false;
  bool closed_ = false;
  std::uint32_t highest_ = 0;                ///< of all revisions, whoever had it
  std::uint32_t stable_ = 0;                 ///< that both have come to; 0 before the first
  std::optional<std::uint32_t> open_;        ///< of our unanswered offer
  std::optional<unanswered_offer> held_;     ///< the client's, while the transport is not ready
  std::optional<dtls_fingerprint> browser_;  ///< the client's certificate
  std::string ufrag_;                        ///< the client's last
  std::uint64_t version_ = 0;
  std::optional<description> answer_;     ///< our last one
  std::optional<description> offer_;      ///< our last one
  std::vector<incoming_media> incoming_;  ///< as the owner knows it
  bool data_told_ = false;
  std::set<std::uint32_t> ssrcs_;  ///< ours, ever
  std::vector<server_end_action> actions_;
};

}  // namespace flex_video::rooms
