#include "telemetry/telemetry.hpp"

#include "signalling/fields.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace flex_video::rooms {
namespace {

constexpr int protocol_version = 1;
constexpr std::size_t longest_word = 128;
constexpr std::size_t longest_token = std::size_t{16} * 1024;

std::string connected_frame(std::string_view session) {
  return boost::json::serialize(boost::json::object{
      {"type", "connected"}, {"session", std::string{session}}, {"version", protocol_version}});
}

std::string error_frame(const std::string& message) {
  return boost::json::serialize(
      boost::json::object{{"type", "error"}, {"message", message}, {"version", protocol_version}});
}

}  // namespace

telemetry::telemetry(const room_server_options& options, base::time_point opened)
    : connect_by_(opened + options.timings.hello),
      allowance_(options.limits.messages_at_once, options.limits.message_pause) {}

telemetry::step telemetry::received(std::string_view text, twilio::access_token_verifier& tokens,
                                    std::string_view session, base::time_point now) {
  if (!allowance_.take(now)) return {.reply = {}, .close = close_code::policy_violation};
  if (state_ == state::waiting) return connect(text, tokens, session, now);
  return {};
}

telemetry::step telemetry::connect(std::string_view text, twilio::access_token_verifier& tokens,
                                   std::string_view session, base::time_point now) {
  boost::json::error_code failed;
  const auto message = boost::json::parse(text, failed);
  std::string complaint;
  fields from{message, complaint};
  const bool connects = !failed && from.text("type", longest_word) == "connect";
  const auto token = from.text("token", longest_token);
  if (!connects || !from.ok()) return {.reply = {}, .close = close_code::protocol_error};
  if (const auto good = tokens.verify(token, now); !good) {
    state_ = state::refused;  // the SDK closes by itself when it has read why
    return {.reply = error_frame(good.error().code.message()), .close = {}};
  }
  state_ = state::connected;
  connect_by_.reset();
  return {.reply = connected_frame(session), .close = {}};
}

telemetry::step telemetry::advance(base::time_point now) const {
  if (connect_by_ && now >= *connect_by_) return {.reply = {}, .close = close_code::policy_violation};
  return {};
}

}  // namespace flex_video::rooms
