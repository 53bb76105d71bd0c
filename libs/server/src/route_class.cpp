#include "flex_video/server/metrics.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace flex_video::server {
namespace {

constexpr std::array<std::pair<std::string_view, route_class>, 13> prefixes{{
    {"/v1/sessions", route_class::agent},
    {"/v1/visits", route_class::visit},
    {"/j", route_class::page},
    {"/agent", route_class::page},
    {"/supervisor", route_class::page},
    {"/assets", route_class::asset},
    {"/get-tokens", route_class::get_tokens},
    {"/get-tokens.js", route_class::get_tokens},
    {"/webhooks", route_class::webhook},
    {"/healthz", route_class::operations},
    {"/readyz", route_class::operations},
    {"/metrics", route_class::operations},
    {"/openapi.json", route_class::operations},
}};

/// Whether `path` is `prefix` or lies below it.
bool lies_below(std::string_view path, std::string_view prefix) {
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

}  // namespace

route_class route_class_of(std::string_view path) {
  const auto* found =
      std::ranges::find_if(prefixes, [&](const auto& row) { return lies_below(path, row.first); });
  return found == prefixes.end() ? route_class::other : found->second;
}

}  // namespace flex_video::server
