#include "flex_video/net/router.hpp"

#include "ascii.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>

namespace flex_video::net {
namespace {

constexpr std::size_t method_count = static_cast<std::size_t>(method::other) + 1;
constexpr std::array<std::string_view, method_count> method_names = {"GET",   "HEAD",   "POST",    "PUT",
                                                                     "PATCH", "DELETE", "OPTIONS", ""};

std::size_t index_of(method verb) { return static_cast<std::size_t>(verb); }

}  // namespace

/// What may stand at one position of a path, and what answers when the path ends here.
struct router::node {
  std::map<std::string, std::unique_ptr<node>, std::less<>> literals;
  std::unique_ptr<node> parameter;
  std::string parameter_name;
  std::unique_ptr<node> rest;
  std::string rest_name;

  struct placed_handler {
    handler answer;
    runs_on where = runs_on::loop;
    std::size_t large_body = 0;
  };
  std::array<placed_handler, method_count> handlers;
  placed_handler any;
  websocket_acceptor accept;

  const placed_handler* find(method verb) const {
    if (const auto& exact = handlers[index_of(verb)]; exact.answer) return &exact;
    if (const auto& get = handlers[index_of(method::get)]; verb == method::head && get.answer) return &get;
    return any.answer ? &any : nullptr;
  }

  node& reach(std::string_view pattern);
  node& child(std::string_view segment, bool last);
  template <class Accepts>
  const node* match(std::optional<std::string_view> path, request& request, Accepts& accepts) const;
};

/// The place of one pattern in the tree, which grows to hold it.
router::node& router::node::reach(std::string_view pattern) {
  if (pattern.empty() || pattern.front() != '/') throw std::logic_error("a route starts with '/'");
  node* at = this;
  for (bool more = true; more;) {
    pattern.remove_prefix(1);
    const auto end = pattern.find('/');
    more = end != std::string_view::npos;
    at = &at->child(pattern.substr(0, end), !more);
    if (more) pattern.remove_prefix(end);
  }
  return *at;
}

router::node& router::node::child(std::string_view segment, bool last) {
  const bool braced = segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
  auto* slot = &parameter;
  auto* name = &parameter_name;
  if (!braced) {
    slot = &literals[std::string(segment)];
    name = nullptr;
  } else if (segment.ends_with("...}")) {
    if (!last) throw std::logic_error("a {name...} ends its route");
    segment.remove_suffix(3 + 1);
    segment.remove_prefix(1);
    slot = &rest;
    name = &rest_name;
  } else {
    segment.remove_suffix(1);
    segment.remove_prefix(1);
  }
  if (!*slot) {
    *slot = std::make_unique<node>();
    if (name) *name = segment;
  }
  if (name && *name != segment) throw std::logic_error("one place of a path has one parameter name");
  return **slot;
}

/// Depth first, literals before parameters before a rest; `accepts` sees every node the whole path leads to
/// until it says yes. `path` is what follows the '/' in front of the next segment, or nothing at the path's
/// end.
template <class Accepts>
const router::node* router::node::match(std::optional<std::string_view> path, request& request,
                                        Accepts& accepts) const {
  if (!path) return accepts(*this) ? this : nullptr;
  const auto end = path->find('/');
  const auto segment = path->substr(0, end);
  const auto remaining = end == std::string_view::npos ? std::nullopt : std::optional(path->substr(end + 1));

  auto decoded = segment.contains('%') ? percent_decode(segment) : std::nullopt;
  if (const auto found = literals.find(decoded ? std::string_view{*decoded} : segment);
      found != literals.end()) {
    if (const auto* hit = found->second->match(remaining, request, accepts)) return hit;
  }
  if (parameter && !segment.empty() && (decoded || !segment.contains('%'))) {
    request.parameters.emplace_back(parameter_name, decoded ? std::move(*decoded) : std::string(segment));
    if (const auto* hit = parameter->match(remaining, request, accepts)) return hit;
    request.parameters.pop_back();
  }
  if (auto all = rest ? percent_decode(*path) : std::nullopt) {
    request.parameters.emplace_back(rest_name, std::move(*all));
    if (accepts(*rest)) return rest.get();
    request.parameters.pop_back();
  }
  return nullptr;
}

router::router() : root_(std::make_unique<node>()) {}
router::~router() = default;
router::router(router&&) noexcept = default;
router& router::operator=(router&&) noexcept = default;

void router::add(method verb, std::string_view pattern, handler answer, runs_on where) {
  auto& slot = root_->reach(pattern).handlers[index_of(verb)];
  if (slot.answer) throw std::logic_error("two handlers for " + std::string(pattern));
  slot = {.answer = std::move(answer), .where = where};
}

void router::take_large_bodies(method verb, std::string_view pattern, std::size_t bytes) {
  auto& slot = root_->reach(pattern).handlers[index_of(verb)];
  if (!slot.answer) throw std::logic_error("no handler for " + std::string(pattern));
  slot.large_body = bytes;
}

void router::add_any(std::string_view pattern, handler answer, runs_on where) {
  auto& slot = root_->reach(pattern).any;
  if (slot.answer) throw std::logic_error("two handlers for " + std::string(pattern));
  slot = {.answer = std::move(answer), .where = where};
}

void router::add_websocket(std::string_view pattern, websocket_acceptor accept) {
  auto& slot = root_->reach(pattern).accept;
  if (slot) throw std::logic_error("two acceptors for " + std::string(pattern));
  slot = std::move(accept);
}

std::expected<router::destination, response> router::find(request& request) const {
  std::array<bool, method_count> allowed{};
  bool websocket_only = false;
  const auto accepts = [&](const node& at) {
    if (at.find(request.verb)) return true;
    for (std::size_t i = 0; i < method_count; ++i) allowed[i] = allowed[i] || at.handlers[i].answer;
    websocket_only = websocket_only || at.accept;
    return false;
  };

  const auto path = request.path;
  const node* found = path.starts_with('/') ? root_->match(path.substr(1), request, accepts) : nullptr;
  if (found) {
    const auto& placed = *found->find(request.verb);
    return destination{placed.answer, placed.where};
  }

  allowed[index_of(method::head)] = allowed[index_of(method::head)] || allowed[index_of(method::get)];
  std::string allow;
  for (std::size_t i = 0; i < method_count; ++i) {
    if (allowed[i]) allow += (allow.empty() ? "" : ", ") + std::string(method_names[i]);
  }
  if (!allow.empty()) {
    return std::unexpected(problem(405, "method_not_allowed", "This address does not take that method")
                               .with("Allow", std::move(allow)));
  }
  if (websocket_only) {
    return std::unexpected(
        problem(426, "upgrade_required", "This address is a WebSocket").with("Upgrade", "websocket"));
  }
  return std::unexpected(problem(404, "not_found", "There is nothing at this address"));
}

response router::route(request& request) const {
  auto found = find(request);
  return found ? found->answer(request) : std::move(found.error());
}

std::size_t router::large_body(request& request) const {
  if (!request.path.starts_with('/')) return 0;
  const auto accepts = [&](const node& at) { return at.find(request.verb) != nullptr; };
  const auto* found = root_->match(request.path.substr(1), request, accepts);
  request.parameters.clear();
  return found ? found->find(request.verb)->large_body : 0;
}

const websocket_acceptor* router::route_websocket(request& request) const {
  if (!request.path.starts_with('/')) return nullptr;
  const auto accepts = [](const node& at) { return static_cast<bool>(at.accept); };
  const auto* found = root_->match(request.path.substr(1), request, accepts);
  return found ? &found->accept : nullptr;
}

}  // namespace flex_video::net
