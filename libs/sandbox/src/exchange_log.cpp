#include "exchange_log.hpp"

#include "iso_time.hpp"
#include "redaction.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <chrono>
#include <iterator>

namespace flex_video::sandbox {
namespace {

/// Cut at a character, not in one.
std::string beginning_of(std::string text) {
  if (text.size() <= exchange_log::longest_text) return text;
  auto end = exchange_log::longest_text;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  text.resize(end);
  return text + "…";
}

}  // namespace

std::string to_json(const exchange& one) {
  return boost::json::serialize(boost::json::object{{"id", one.id},
                                                    {"at", iso_time(one.at)},
                                                    {"from", one.from},
                                                    {"method", one.method},
                                                    {"host", one.host},
                                                    {"path", one.path},
                                                    {"body", one.body},
                                                    {"status", one.status},
                                                    {"answer", one.answer}});
}

long long exchange_log::first_id() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now().time_since_epoch()).count();
}

void exchange_log::add(std::string_view from, const web_request& request, const web_reply& reply) {
  auto path = redact(request.path);
  if (!request.query.empty()) path += '?' + redact(request.query);
  kept_.push_back({.id = next_++,
                   .at = clock_.now(),
                   .from = std::string{from},
                   .method = request.method,
                   .host = request.host,
                   .path = beginning_of(std::move(path)),
                   .body = beginning_of(redact(request.body)),
                   .status = reply.status,
                   .answer = beginning_of(redact(reply.body))});
  if (kept_.size() > most) kept_.pop_front();
  if (told_) told_(kept_.back());
}

std::vector<exchange> exchange_log::since(long long id) const {
  const auto from = id >= next_
                        ? kept_.begin()
                        : std::ranges::find_if(kept_, [&](const exchange& one) { return one.id > id; });
  return {from, kept_.end()};
}

}  // namespace flex_video::sandbox
