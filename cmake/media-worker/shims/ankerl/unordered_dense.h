#pragma once

// The worker keeps its tables in ankerl::unordered_dense, which Debian 12 has not: the standard ones do.

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace ankerl::unordered_dense {

template <class T>
struct hash {
  std::uint64_t operator()(const T& value) const noexcept { return std::hash<T>{}(value); }
};

template <class Key, class Value, class Hash = std::hash<Key>, class Equal = std::equal_to<Key>>
using map = std::unordered_map<Key, Value, Hash, Equal>;

template <class Key, class Hash = std::hash<Key>, class Equal = std::equal_to<Key>>
using set = std::unordered_set<Key, Hash, Equal>;

}  // namespace ankerl::unordered_dense
