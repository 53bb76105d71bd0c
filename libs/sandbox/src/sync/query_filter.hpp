#pragma once

#include "flex_video/base/result.hpp"

#include <boost/json/value.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace flex_video::sandbox {

/// A query expression over Sync's insights indexes, as the Flex UI writes them in the Teams view
/// (https://www.twilio.com/docs/flex/developer/ui/team-view-filters):
///   data.worker_sid == "WK…" && (data.status not_in ["completed"] OR data.attributes.skill CONTAINS "x")
/// Operators ==, !=, <, <=, >, >=, CONTAINS, IN, NOT_IN; AND or &&, OR or ||; words in any case. AND binds
/// tighter.
class query_filter {
 public:
  /// Longer expressions are refused.
  static constexpr std::size_t longest = 4096;
  /// Deeper parentheses are refused.
  static constexpr int deepest = 16;

  /// errc::malformed_query. An empty expression matches every row.
  static base::result<query_filter> parse(std::string_view expression);

  /// `row` is what the expression calls `data`. A field that the row lacks equals nothing and is in no list.
  bool matches(const boost::json::value& row) const;

  struct node;

 private:
  std::shared_ptr<const node> root_;
};

}  // namespace flex_video::sandbox
