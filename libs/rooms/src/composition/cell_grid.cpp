#include "composition/cell_grid.hpp"

#include <algorithm>
#include <cstdint>

namespace flex_video::rooms {
namespace {

struct grid {
  unsigned columns;
  unsigned rows;
};

std::size_t excluded_of(const region& region, grid grid) {
  const auto cells = std::uint64_t{grid.columns} * grid.rows;
  return static_cast<std::size_t>(
      std::ranges::count_if(region.cells_excluded, [&](unsigned cell) { return cell < cells; }));
}

std::size_t places_in(const region& region, grid grid) {
  return std::size_t{grid.columns} * grid.rows - excluded_of(region, grid);
}

/// How wide a picture of 4:3 is in each cell, in twelfths of a pixel.
std::uint64_t width_in(const region& region, grid grid) {
  return std::min<std::uint64_t>(12 * region.width / grid.columns, 16 * region.height / grid.rows);
}

grid choose_grid(const region& region, std::size_t sources) {
  const grid largest{region.max_columns, region.max_rows};
  constexpr unsigned undeclared = 1'000;
  const bool declared = largest.columns < undeclared && largest.rows < undeclared;
  if (declared && !region.cells_excluded.empty()) return largest;
  const auto most = static_cast<unsigned>(sources + region.cells_excluded.size());
  grid best{std::min(largest.columns, most), std::min(largest.rows, most)};
  std::uint64_t widest = 0;
  for (auto columns = std::min(largest.columns, most); columns >= 1; --columns) {
    auto tried = grid{columns, std::max(1U, static_cast<unsigned>((sources + columns - 1) / columns))};
    while (tried.rows < largest.rows && places_in(region, tried) < sources) ++tried.rows;
    if (tried.rows > largest.rows || places_in(region, tried) < sources) continue;
    if (const auto width = width_in(region, tried); width > widest) {
      widest = width;
      best = tried;
    }
  }
  return best;
}

unsigned even(unsigned pixels) { return pixels & ~1U; }

}  // namespace

std::vector<cell> cells_for(const region& region, std::size_t sources) {
  std::vector<cell> cells;
  if (sources == 0) return cells;
  const auto [columns, rows] = choose_grid(region, sources);
  if (columns > region.width || rows > region.height) return cells;
  for (unsigned index = 0; index < columns * rows && cells.size() < sources; ++index) {
    if (std::ranges::binary_search(region.cells_excluded, index)) continue;
    const auto column = index % columns, row = index / columns;
    const auto left = even(region.width * column / columns),
               right = even(region.width * (column + 1) / columns);
    const auto top = even(region.height * row / rows), bottom = even(region.height * (row + 1) / rows);
    const cell made{even(region.x) + left, even(region.y) + top, right - left, bottom - top};
    if (made.width > 0 && made.height > 0) cells.push_back(made);
  }
  return cells;
}

}  // namespace flex_video::rooms
