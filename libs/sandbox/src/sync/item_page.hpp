#pragma once

#include "sync/object_store.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>

namespace flex_video::sandbox {

/// Which of an object's items a client wants to see.
struct item_page_request {
  static constexpr long long largest = 100;

  bool descending = false;
  long long size = 50;
  std::optional<std::string> only;  ///< one key
  std::optional<std::string> from;  ///< start at this key, whether it exists or not

  /// Of the parameters PageSize, Order, Key (or Index), From and PageToken, as Sync's REST names them. A size
  /// outside 1…largest is brought into it; a PageToken of ours replaces all others.
  static item_page_request of(const boost::json::object& parameters);
};

/// The answer: those items, and in `meta.next_token` how to ask for the following ones, null when there are
/// none.
boost::json::object page_of_items(const object_store& objects, const sync_object& object,
                                  const item_page_request& wanted);

}  // namespace flex_video::sandbox
