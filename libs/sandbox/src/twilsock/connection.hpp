#pragma once

#include "effects.hpp"
#include "people/flex_tokens.hpp"
#include "sync/live_queries.hpp"
#include "sync/object_store.hpp"
#include "twilsock/packet.hpp"
#include "web_message.hpp"

#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::sandbox {

/// What a Twilsock connection needs of the rest.
struct twilsock_services {
  std::function<base::result<std::string>(std::string_view token)>
      identity_of;  ///< errc::token_invalid, token_expired
  std::function<web_reply(std::string_view identity, const web_request&,
                          const boost::json::object& parameters)>
      answer;
  const object_store& objects;
  const live_queries& queries;
  base::random_source& random;
};

/// One client's end of Twilsock: logs it in, passes its requests on, and keeps what it subscribed to. Bytes
/// in, bytes out; the socket is elsewhere.
class twilsock_connection {
 public:
  /// A connection's subscriptions beyond this number fail.
  static constexpr std::size_t most_subscriptions = 2000;

  /// `services` must outlive the connection.
  explicit twilsock_connection(const twilsock_services& services);

  struct output {
    std::vector<std::string> packets;  ///< to send, in this order
    bool close = false;                ///< then close the socket
  };
  /// A packet from the client. A malformed one closes the connection.
  output on_packet(std::string_view bytes);
  /// The packet that tells this client of something, if it is its business.
  std::optional<std::string> notify(const effect& happened);

 private:
  output init(const packet& request);
  output update(const packet& request);
  output message(const packet& request);
  output subscriptions(const packet& request);
  void subscribe(const boost::json::object& wanted, const boost::json::value& correlation, output& out);
  std::string reply_to(const packet& request, boost::json::object extra, std::string payload);
  std::string refuse(const packet& request, const base::error& why);
  std::string notification(std::string_view type, const boost::json::value& payload);
  std::optional<long long> last_event_of(std::string_view sid) const;

  const twilsock_services& services_;
  std::optional<std::string> identity_;
  std::map<std::string, std::string, std::less<>> subscribed_;  ///< object SID -> its type
};

}  // namespace flex_video::sandbox
