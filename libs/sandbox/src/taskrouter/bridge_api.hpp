#pragma once

#include "desk/contact_desk.hpp"
#include "people/directory.hpp"
#include "taskrouter/task_board.hpp"
#include "tenant.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace flex_video::sandbox {

/// What the TaskRouter SDK asks over the event bridge: {method, url, params}, where the address is relative
/// to TaskRouter's API, e.g. "Workspaces/WS…/Workers/WK…/Reservations", or names Interactions:
/// "v1/Interactions/KD…/Channels".
class bridge_api {
 public:
  /// All must outlive the API.
  bridge_api(const tenant& tenant, directory& people, task_board& board, contact_desk& desk,
             const base::clock& clock);

  /// The `payload` of the answer; nothing for an address the bridge does not have. Refusals are errc.
  std::optional<base::result<boost::json::object>> answer(const agent& who, std::string_view method,
                                                          std::string_view address,
                                                          const boost::json::object& parameters);

  /// The first frame on the bridge's WebSocket.
  boost::json::object greeting(const agent& who) const;

 private:
  using path = std::vector<std::string_view>;
  using reply = base::result<boost::json::object>;
  std::optional<reply> of_worker(std::string_view method, const path& at,
                                 const boost::json::object& parameters);
  reply worker(agent& one, const boost::json::object& parameters);
  reply reservations(const agent& one) const;
  reply channels(const agent& one) const;
  reply reservation_itself(std::string_view sid, const boost::json::object& parameters);
  reply task_itself(std::string_view sid, const boost::json::object& parameters);

  const tenant& tenant_;
  directory& people_;
  task_board& board_;
  contact_desk& desk_;
  const base::clock& clock_;
};

}  // namespace flex_video::sandbox
