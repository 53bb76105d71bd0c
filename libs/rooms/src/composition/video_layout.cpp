#include "composition/video_layout.hpp"

#include "composition/composition_words.hpp"
#include "signalling/fields.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

constexpr unsigned smallest_side = 16;
constexpr unsigned most_cells_a_side = 1'000;
constexpr std::int64_t farthest_z = 99;

/// Members of one region, with the first complaint about them.
class region_reader {
 public:
  region_reader(const json::value& value, picture_size size, const layout_limits& limits)
      : value_(value), size_(size), limits_(limits), from_(value, complaint_) {}

  /// What complaint() says something about is of no use.
  region read() {
    region read{};
    read.x = number("x_pos", 0, size_.width - 1, 0);
    read.y = number("y_pos", 0, size_.height - 1, 0);
    read.z = depth();
    read.width = number("width", smallest_side, size_.width - read.x, size_.width - read.x);
    read.height = number("height", smallest_side, size_.height - read.y, size_.height - read.y);
    read.max_columns = number("max_columns", 1, most_cells_a_side, most_cells_a_side);
    read.max_rows = number("max_rows", 1, most_cells_a_side, most_cells_a_side);
    read.cells_excluded = cells();
    const auto reuse = from_.optional_text("reuse", limits_.source_bytes);
    const auto known = reuse ? value_of<cell_reuse>(*reuse) : cell_reuse::show_oldest;
    if (!known) from_.complain("reuse");
    read.reuse = known.value_or(cell_reuse::none);
    if (!from_.has("video_sources")) from_.complain("video_sources");
    read.sources = {.included = names("video_sources"), .excluded = names("video_sources_excluded")};
    return read;
  }
  const std::string& complaint() const { return complaint_; }

 private:
  unsigned number(std::string_view key, unsigned least, unsigned most, unsigned otherwise) {
    const auto value = from_.optional_number(key);
    if (value && (*value < least || *value > most)) from_.complain(key);
    // A default may be too small, too: of a region that begins at the edge.
    if (!value && otherwise < least) from_.complain(key);
    return value.value_or(otherwise);
  }
  int depth() {
    constexpr std::string_view key = "z_pos";
    if (!from_.has(key)) return 0;
    const auto* const z = value_.as_object().at(key).if_int64();
    if (z && *z >= -farthest_z && *z <= farthest_z) return static_cast<int>(*z);
    from_.complain(key);
    return 0;
  }
  std::vector<unsigned> cells() {
    constexpr std::string_view key = "cells_excluded";
    std::vector<unsigned> excluded;
    for (const auto& each : from_.list(key, limits_.cells_excluded)) {
      const auto* const cell = each.if_int64();
      if (!cell || *cell < 0 || *cell >= std::int64_t{most_cells_a_side} * most_cells_a_side)
        from_.complain(key);
      else
        excluded.push_back(static_cast<unsigned>(*cell));
    }
    std::ranges::sort(excluded);
    const auto repeated = std::ranges::unique(excluded);
    excluded.erase(repeated.begin(), repeated.end());
    return excluded;
  }
  std::vector<std::string> names(std::string_view key) {
    std::vector<std::string> read;
    for (const auto& each : from_.list(key, limits_.sources)) {
      const auto* const name = each.if_string();
      if (!name || name->empty() || name->size() > limits_.source_bytes)
        from_.complain(key);
      else
        read.emplace_back(name->data(), name->size());
    }
    return read;
  }

  const json::value& value_;
  picture_size size_;
  const layout_limits& limits_;
  std::string complaint_;
  fields from_;
};

std::unexpected<twilio::rest_error> invalid(const std::string& why) {
  return refuse(400, 20001, "VideoLayout is invalid: " + why);
}

}  // namespace

rest_result<std::vector<region>> read_video_layout(std::string_view text, picture_size size,
                                                   const layout_limits& limits) {
  if (text.size() > limits.bytes) return invalid("too long");
  boost::system::error_code failed;
  const auto parsed = json::parse({text.data(), text.size()}, failed);
  if (failed || !parsed.is_object()) return invalid("not a JSON object");
  if (parsed.as_object().size() > limits.regions) return invalid("too many regions");
  std::vector<region> regions;
  for (const auto& [name, value] : parsed.as_object()) {
    region_reader reader{value, size, limits};
    auto read = reader.read();
    if (!reader.complaint().empty()) return invalid(reader.complaint());
    regions.push_back(std::move(read));
  }
  return regions;
}

}  // namespace flex_video::rooms
