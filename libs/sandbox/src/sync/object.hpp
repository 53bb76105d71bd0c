#pragma once

#include "effects.hpp"

#include "flex_video/base/clock.hpp"

#include <boost/json/value.hpp>

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace flex_video::sandbox {

enum class object_kind { document, list, map };

/// "document", "list", "map": as event types begin.
std::string_view word_of(object_kind kind);
/// "Documents", "Lists", "Maps": as addresses spell it.
std::string_view collection_of(object_kind kind);

struct object_item {
  boost::json::value data;
  long long event;  ///< the object's event that last changed it
  base::time_point created;
  base::time_point updated;
};

/// Shorter keys first, so that the indexes of a list come in the order of their numbers.
struct item_key_less {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  }
};

/// One object of Twilio Sync (https://www.twilio.com/docs/sync/api): a document holds `data`, a list or map
/// `items`.
struct sync_object {
  object_kind kind;
  std::string sid;
  std::string name;
  boost::json::value data;
  std::map<std::string, object_item, item_key_less> items;
  long long last_event = 1;
  base::time_point created;
  base::time_point updated;
  std::deque<std::pair<long long, sync_event>>
      history;  ///< the newest events, for clients that subscribe late
};

}  // namespace flex_video::sandbox
