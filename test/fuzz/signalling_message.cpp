// The frames of one signalling socket, a line each, and the messages in them: nothing longer than the limits
// allow gets past the reader.
#include "expectation.hpp"
#include "signalling/message_reader.hpp"
#include "signalling/tcmp.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <variant>

namespace {

using namespace flex_video;
using namespace flex_video::rooms;
using fuzz::require;

const limits allowed;

void expect_within_limits(const client_state& state) {
  require(state.tracks.size() <= allowed.listed_tracks);
  for (const auto& track : state.tracks) require(track.id.size() <= allowed.identifier_bytes);
}

void expect_within_limits(const std::vector<peer_connection_state>& connections) {
  require(connections.size() <= allowed.peer_connections);
  for (const auto& connection : connections) {
    require(connection.id.size() <= allowed.identifier_bytes);
    if (!connection.ice) continue;
    require(connection.ice->ufrag.size() <= allowed.identifier_bytes);
    require(connection.ice->candidates.size() <= allowed.candidates);
    for (const auto& each : connection.ice->candidates)
      require(each.candidate.size() <= allowed.candidate_bytes);
  }
}

struct inspection {
  void operator()(const connect_request& said) const {
    expect_within_limits(said.participant);
    require(said.wishes.subscribe_rules.size() <= allowed.subscribe_rules);
    if (said.initial) expect_within_limits(std::vector{*said.initial});
  }
  void operator()(const sync_request& said) const {
    expect_within_limits(said.participant);
    expect_within_limits(said.peer_connections);
  }
  void operator()(const update_request& said) const {
    if (said.participant) expect_within_limits(*said.participant);
    expect_within_limits(said.peer_connections);
  }
  void operator()(const ice_request&) const {}
  void operator()(const disconnect_request&) const {}
  void operator()(const unknown_request&) const {}
};

void read(json_value body) {
  if (const auto message = read_message(body, allowed)) std::visit(inspection{}, *message);
}

void expect_same(json_value value, const boost::json::value& expected) {
  if (value.is_string()) require(expected.is_string() && value.text() == expected.get_string());
  if (value.is_array()) {
    require(expected.is_array() && value.elements().size() == expected.get_array().size());
    std::size_t at = 0;
    for (const auto each : value.elements()) expect_same(each, expected.get_array()[at++]);
  }
  if (value.is_object()) {
    require(expected.is_object());
    for (const auto& [key, each] : expected.get_object()) expect_same(*value.member(key), each);
  }
}

/// That we read what Boost.JSON does.
void expect_as_boost(std::string_view text, const std::optional<json_value>& read) {
  boost::json::error_code failed;
  const auto expected = boost::json::parse(text, failed);
  require(!failed == read.has_value());
  if (read) expect_same(*read, expected);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const timings timings;
  base::time_point now{std::chrono::seconds{1'800'000'000}};
  tcmp framing{timings, now};
  for (auto rest = fuzz::as_text(data, size); !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const bool welcomed = framing.welcomed();
    json_document document;
    const auto step = framing.received(document.read(line), now);
    require(!welcomed || (step.reply.empty() && !step.close));  // after the welcome nothing `bad` is said
    require(!step.body || (framing.welcomed() && step.body->is_object()));
    require(!step.reply.empty() || welcomed);
    if (step.body) read(*step.body);
    // The same line as a body.
    const auto body = document.read(line);
    if (body && body->is_object()) read(*body);
    expect_as_boost(line, body);
    now += std::chrono::milliseconds{300};
    require(framing.next_deadline() <= now + timings.hello);
  }
  return 0;
}
