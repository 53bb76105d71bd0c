#include "cloud/testing/fake_twilio.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <random>

namespace flex_video::server::cloud::testing {
namespace {

namespace json = boost::json;

constexpr std::size_t page_size = 2;  // so that lists have pages

net::response answer(unsigned status, const json::value& body) {
  return net::json(status, json::serialize(body));
}

net::response error(unsigned status, int code) {
  return answer(status, {{"code", code}, {"message", "refused"}, {"status", status}});
}

json::value to_json(const fake_twilio::room& room) {
  return {{"sid", room.sid},
          {"unique_name", room.name},
          {"status", room.in_progress ? "in-progress" : "completed"},
          {"type", "group"}};
}

std::string sid(std::string_view prefix, std::size_t number) {
  auto digits = std::to_string(number);
  return std::string{prefix} + std::string(32 - digits.size(), '0') + digits;
}

std::string_view take_until(std::string_view& rest, char end) {
  const auto part = rest.substr(0, rest.find(end));
  rest.remove_prefix(std::min(rest.size(), part.size() + 1));
  return part;
}

}  // namespace

fake_twilio::fake_twilio(std::vector<fault> schedule, const base::clock& clock)
    : clock_(clock), schedule_(std::move(schedule)) {}

fault fake_twilio::arrived(net::method verb) {
  const std::lock_guard lock{mutex_};
  if (verb == net::method::post) writes_.push_back(clock_.now());
  const auto number = requests_++;
  return schedule_.empty() ? fault::none : schedule_[number % schedule_.size()];
}

net::response fake_twilio::process(net::method verb, std::string_view target, std::string_view body) {
  const std::lock_guard lock{mutex_};
  auto path = take_until(target, '?');
  constexpr std::string_view root = "/v1/Rooms";
  if (!path.starts_with(root)) return error(404, 20404);
  path.remove_prefix(root.size());
  if (path.empty()) return verb == net::method::post ? create(body) : error(405, 20004);
  path.remove_prefix(1);
  auto* found = find(net::percent_decode(take_until(path, '/')).value());
  return found ? one_room(verb, *found, path, target, body) : error(404, 20404);
}

net::response fake_twilio::create(std::string_view body) {
  const auto name = net::form_value(body, "UniqueName").value_or("");
  const auto* taken = find(name);
  if (taken && !names_repeat_) return error(400, 53113);
  rooms_.push_back({.sid = sid("RM", rooms_.size()), .name = name, .connected = arriving_});
  return answer(201, to_json(rooms_.back()));
}

net::response fake_twilio::one_room(net::method verb, room& one, std::string_view rest,
                                    std::string_view query, std::string_view body) {
  const bool post = verb == net::method::post;
  const auto part = take_until(rest, '/');
  if (part.empty() && !post) return answer(200, to_json(one));
  if (part == "Participants" && rest.empty() && !post) return participants(one, query);
  if (!one.in_progress) return error(400, 53112);
  if (part.empty()) {
    if (net::form_value(body, "Status") != "completed") return error(400, 53112);
    one.in_progress = false;
    one.connected.clear();
    return answer(200, to_json(one));
  }
  if (part == "Participants") {
    return one.connected.erase(net::percent_decode(rest).value()) > 0 ? answer(200, json::object{})
                                                                      : error(404, 20404);
  }
  return error(404, 20404);
}

net::response fake_twilio::participants(const room& one, std::string_view query) const {
  const auto page = std::stoul(net::form_value(query, "Page").value_or("0"));
  const std::vector<std::string> all(one.connected.begin(), one.connected.end());
  json::array entries;
  for (auto at = page * page_size; at < std::min(all.size(), (page + 1) * page_size); ++at) {
    entries.push_back({{"sid", sid("PA", at)}, {"identity", all[at]}, {"status", "connected"}});
  }
  json::value next = nullptr;
  if ((page + 1) * page_size < all.size())
    next = "https://video.twilio.com/v1/Rooms/x/Participants?Page=" + std::to_string(page + 1);
  return answer(200, {{"participants", std::move(entries)}, {"meta", {{"next_page_url", next}}}});
}

fake_twilio::room* fake_twilio::find(std::string_view sid_or_name) {
  const auto found = std::ranges::find_if(rooms_, [&](const auto& one) {
    return one.sid == sid_or_name || (one.in_progress && one.name == sid_or_name);
  });
  return found == rooms_.end() ? nullptr : &*found;
}

std::vector<fake_twilio::room> fake_twilio::rooms() const {
  const std::lock_guard lock{mutex_};
  return rooms_;
}

std::vector<base::time_point> fake_twilio::writes() const {
  const std::lock_guard lock{mutex_};
  return writes_;
}

std::size_t fake_twilio::requests() const {
  const std::lock_guard lock{mutex_};
  return requests_;
}

std::vector<fault> mixed_faults(std::size_t count, unsigned faulty, unsigned seed) {
  std::mt19937 random{seed};
  std::vector<fault> faults(count, fault::none);
  for (auto& one : faults) {
    if (random() % 100 < faulty) one = static_cast<fault>(1 + random() % static_cast<unsigned>(fault::slow));
  }
  return faults;
}

}  // namespace flex_video::server::cloud::testing
