#include "sfu/worker_client.hpp"

#include <utility>
#include <variant>
#include <vector>

namespace flex_video::rooms {
namespace {

constexpr unsigned patience = 4;
constexpr unsigned patience_at_start = 40;

}  // namespace

worker_load& worker_load::operator+=(const worker_load& more) {
  streams += more.streams;
  transports += more.transports;
  routers += more.routers;
  return *this;
}

std::uint32_t worker_client::expect(answered handler) {
  const auto request = ++last_request_;
  if (!lost_) expected_.emplace(request, std::move(handler));
  return request;
}

void worker_client::ask(std::span<const std::byte> request) {
  if (!lost_) write_(request);
}

bool worker_client::received(std::span<const std::byte> bytes) {
  if (lost_) return true;
  if (running_) unanswered_ = 0;
  const bool whole = channel_.received(bytes, [this](const worker_message& message) {
    if (!lost_ && !misspoke_) std::visit([this](const auto& each) { handle(each); }, message);
  });
  return whole && !misspoke_;
}

void worker_client::handle(const answer_received& answer) {
  const auto found = expected_.find(answer.request);
  if (found == expected_.end()) {
    misspoke_ = true;
    return;
  }
  const auto handler = std::move(found->second);
  expected_.erase(found);
  handler(answer);
}

void worker_client::handle(const notification_received& notification) {
  if (std::holds_alternative<worker_running>(notification.body)) {
    running_ = true;
    unanswered_ = 0;
    return;
  }
  const auto about = parse_object_name(notification.about);
  if (!about) {
    misspoke_ = true;
    return;
  }
  // A router that was just destroyed may have had something to say.
  const auto found = listeners_.find(about->router);
  if (found != listeners_.end()) found->second->heard(*about, notification);
}

bool worker_client::watch() {
  if (lost_) return true;
  if (unanswered_ >= (running_ ? patience : patience_at_start)) return false;
  ++unanswered_;
  // What it was asked before it runs, it answers once it does.
  if (running_) ask(ask_for_life(expect([](const answer_received&) {})));
  return true;
}

worker_load worker_client::load() const {
  worker_load sum{.routers = listeners_.size()};
  for (const auto& [router, listener] : listeners_) sum += listener->load();
  return sum;
}

void worker_client::lose() {
  lost_ = true;
  expected_.clear();
  std::vector<std::uint64_t> routers;
  for (const auto& [router, listener] : listeners_) routers.push_back(router);
  for (const auto router : routers) {
    const auto found = listeners_.find(router);
    if (found != listeners_.end()) found->second->lost();
  }
  listeners_.clear();
}

}  // namespace flex_video::rooms
