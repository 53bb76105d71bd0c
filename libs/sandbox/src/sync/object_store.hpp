#pragma once

#include "effects.hpp"
#include "sync/object.hpp"
#include "tenant.hpp"

#include "flex_video/base/random.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::sandbox {

/// All Sync objects of the chat service. Each change goes to the outbox as the event a subscriber is told.
class object_store {
 public:
  /// Events an object remembers for replay. A client subscribes within a second of reading the object.
  static constexpr std::size_t history_length = 64;

  /// All must outlive the store.
  object_store(const tenant& tenant, const base::clock& clock, base::random_source& random, outbox& out);

  /// The object of that kind and name, made empty if there is none. The reference stays valid.
  sync_object& open(object_kind kind, std::string_view name);
  /// By SID or by name; null if there is none.
  sync_object* find(object_kind kind, std::string_view sid_or_name);
  const sync_object* find_sid(std::string_view sid) const;

  /// Adds or changes one item of a list or map.
  void put(sync_object& object, std::string_view key, boost::json::value data);
  /// Takes an item out; an absent one stays absent, silently.
  void remove(sync_object& object, std::string_view key);
  /// Replaces a document's data.
  void write(sync_object& document, boost::json::value data);

  /// The object's events after that one, oldest first, as far as remembered.
  std::vector<sync_event> events_since(std::string_view sid, long long event) const;

  /// The object and its items as Sync's REST describes them.
  boost::json::object describe(const sync_object& object) const;
  boost::json::object describe_item(const sync_object& object, std::string_view key,
                                    const object_item& item) const;

 private:
  std::string address_of(const sync_object& object) const;
  void publish(sync_object& object, std::string_view change, boost::json::object event);

  const tenant& tenant_;
  const base::clock& clock_;
  base::random_source& random_;
  outbox& out_;
  std::map<std::string, sync_object, std::less<>> by_sid_;
  std::map<std::pair<object_kind, std::string>, sync_object*> by_name_;
};

/// One page of a collection, complete: { <collection>: items, meta: {…} }.
boost::json::object page_of(std::string_view collection, boost::json::array items);

}  // namespace flex_video::sandbox
