#pragma once

#include "effects.hpp"
#include "sync/query_filter.hpp"

#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"

#include <boost/json/object.hpp>

#include <deque>
#include <list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::sandbox {

/// One row of an insights index.
struct insights_row {
  std::string key;
  boost::json::value data;
};

/// Queries whose results follow the rows: a client asks once, subscribes to the query's id, and is told of
/// every row that changes in it, comes into it or drops out.
class live_queries {
 public:
  /// The Teams view keeps one query for each worker; beyond this number the oldest is forgotten.
  static constexpr std::size_t most = 256;
  /// Events a query remembers for clients that subscribe late.
  static constexpr std::size_t history_length = 64;

  /// Both must outlive the queries.
  live_queries(base::random_source& random, outbox& out);

  /// The answer to POST /v3/Insights/<index>/Items, with those of `rows` that match; errc::malformed_query.
  /// The same expression on the same index is the same query.
  base::result<boost::json::object> open(std::string_view index, std::string_view expression,
                                         const std::vector<insights_row>& rows);
  /// A row is new or different.
  void changed(std::string_view index, const insights_row& row);
  /// A row is no more.
  void removed(std::string_view index, std::string_view key);

  /// The last event of that query; nothing if there is no such query.
  std::optional<long long> last_event(std::string_view query_id) const;
  std::vector<sync_event> events_since(std::string_view query_id, long long event) const;

 private:
  struct query {
    std::string id;
    std::string index;
    std::string expression;
    query_filter filter;
    std::set<std::string, std::less<>> keys;  ///< of the rows in the result
    long long last_event = 1;
    std::deque<std::pair<long long, sync_event>> history;
  };
  query* find(std::string_view index, std::string_view expression);
  const query* find_id(std::string_view id) const;
  void tell(query& about, std::string_view type, std::string_view key, boost::json::value data);

  base::random_source& random_;
  outbox& out_;
  std::list<query> queries_;
};

}  // namespace flex_video::sandbox
