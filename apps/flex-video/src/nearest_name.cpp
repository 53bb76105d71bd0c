#include "nearest_name.hpp"

#include <algorithm>
#include <numeric>

namespace flex_video::app {
namespace {

/// How many letters to add, drop or change (Levenshtein), a row of the table at a time.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < from.size(); ++i) {
    auto diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < to.size(); ++j) {
      const auto changed = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string suggestion(std::string_view name, const std::vector<std::string>& known) {
  constexpr std::size_t longest_name = 100;  // the table is as large as the product of both
  if (name.size() > longest_name) return {};
  const std::string* nearest = nullptr;
  std::size_t least = 0;
  for (const auto& candidate : known) {
    const auto far = distance(name, candidate);
    if (far * 3 > candidate.size() || (nearest && far >= least)) continue;
    nearest = &candidate;
    least = far;
  }
  return nearest ? "; did you mean " + *nearest + "?" : std::string{};
}

}  // namespace flex_video::app
