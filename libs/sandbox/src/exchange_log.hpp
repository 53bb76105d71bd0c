#pragma once

#include "web_message.hpp"

#include "flex_video/base/clock.hpp"

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::sandbox {

/// A call to one of Twilio's APIs and its answer, as the desk shows it. Nothing in it admits anybody.
struct exchange {
  long long id;  ///< grows from one to the next, and from one process to the next that is started later
  base::time_point at;
  std::string
      from;  ///< identity of the agent whose Flex asked; "server" for a REST caller; "flex" if it did not say
  std::string method;
  std::string host;
  std::string path;  ///< with its query
  std::string body;
  unsigned status;
  std::string answer;
};

/// As the stream tells it: one JSON object, in UTF-8 and without a line break.
std::string to_json(const exchange& one);

/// The newest exchanges, cleared of secrets before they are kept. Loop thread only.
class exchange_log {
 public:
  static constexpr std::size_t most = 300;
  static constexpr std::size_t longest_text = 4096;  ///< bytes of a body; of more, the beginning is kept

  /// `clock` must outlive the log.
  explicit exchange_log(const base::clock& clock) : clock_(clock), next_(first_id()) {}

  void add(std::string_view from, const web_request& request, const web_reply& reply);
  /// Those after that id, oldest first; all when no such id can have been told yet.
  std::vector<exchange> since(long long id) const;
  /// `told` is called for each exchange from now on, in the middle of a step; it may be empty.
  void listen(std::function<void(const exchange&)> told) { told_ = std::move(told); }

 private:
  long long first_id() const;

  const base::clock& clock_;
  long long next_;
  std::deque<exchange> kept_;
  std::function<void(const exchange&)> told_;
};

}  // namespace flex_video::sandbox
