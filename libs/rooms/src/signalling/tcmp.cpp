#include "signalling/tcmp.hpp"

#include "signalling/fields.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace flex_video::rooms {
namespace {

constexpr std::uint32_t protocol_version = 2;
constexpr std::size_t longest_word = 128;
constexpr std::string_view heartbeat_frame = R"({"type":"heartbeat"})";
constexpr std::string_view busy_frame = R"({"type":"busy","retryAfter":-1,"keepAlive":false})";
constexpr std::string_view bad_frame = R"({"type":"bad","reason":"not a hello of version 2"})";

std::string welcome_frame(const std::string& id, std::chrono::milliseconds timeout) {
  boost::json::object frame{{"type", "welcome"}, {"negotiatedTimeout", timeout.count()}};
  if (!id.empty()) frame["id"] = id;
  return boost::json::serialize(frame);
}

}  // namespace

tcmp::tcmp(const rooms::timings& timings, base::time_point opened, reception how)
    : timings_(timings), reception_(how), heard_(opened), said_(opened) {}

tcmp::step tcmp::received(const std::optional<json_value>& message, base::time_point now) {
  std::string complaint;
  if (!message) return refuse();
  message_fields from{*message, complaint};
  const auto type = from.text("type", longest_word);
  if (!welcomed_) return type == "hello" ? hello(*message, now) : refuse();
  heard_ = now;
  if (const auto body = type == "msg" ? from.member("body") : json_value{}; body.is_object())
    return {.reply = {}, .body = body, .close = {}};
  // A hello may cross our welcome; it says again what the first one said, and that has been handled.
  const bool known = type == "heartbeat" || type == "bye" || type == "hello";
  return known ? step{} : refuse();
}

tcmp::step tcmp::hello(json_value message, base::time_point now) {
  std::string complaint;
  message_fields from{message, complaint};
  const auto id = from.optional_text("id", longest_word).value_or(std::string{});
  if (from.number("version") != protocol_version || !from.ok()) return refuse();
  step answer{.reply = welcome_frame(id, timings_.negotiated_timeout), .body = {}, .close = {}};
  if (from.has("body")) answer.body = from.member("body");
  if (answer.body && !answer.body->is_object()) return refuse();
  if (reception_ == reception::busy)
    return {.reply = std::string{busy_frame}, .body = {}, .close = close_code::try_again_later};
  welcomed_ = true;
  heard_ = said_ = now;
  return answer;
}

tcmp::step tcmp::refuse() const {
  if (welcomed_) return {.reply = {}, .body = {}, .close = {}, .violation = true};
  return {.reply = std::string{bad_frame}, .body = {}, .close = close_code::protocol_error};
}

tcmp::step tcmp::advance(base::time_point now) {
  step due;
  if (!welcomed_) {
    if (now >= heard_ + timings_.hello) due.close = close_code::policy_violation;
  } else if (now >= heard_ + timings_.silence) {
    due.close = close_code::policy_violation;
  } else if (now >= said_ + timings_.heartbeat) {
    due.reply = heartbeat_frame;
    said_ = now;
  }
  return due;
}

base::time_point tcmp::next_deadline() const {
  if (!welcomed_) return heard_ + timings_.hello;
  return std::min(heard_ + timings_.silence, said_ + timings_.heartbeat);
}

std::string tcmp::frame(std::string_view body, base::time_point now) {
  said_ = now;
  constexpr std::string_view head = R"({"type":"msg","body":)";
  std::string text;
  text.reserve(head.size() + body.size() + 1);
  text.append(head).append(body).push_back('}');
  return text;
}

}  // namespace flex_video::rooms
