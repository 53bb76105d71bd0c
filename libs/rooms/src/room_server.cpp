#include "flex_video/rooms/room_server.hpp"

#include "signalling/switchboard.hpp"

#include <utility>

namespace flex_video::rooms {

room_server::room_server(const room_server_options& options, const twilio::credentials& credentials,
                         const base::clock& clock, base::random_source& random, observer observe)
    : switchboard_(std::make_unique<switchboard>(options, credentials, clock, random, std::move(observe))) {}

room_server::~room_server() = default;

void room_server::opened(connection_id connection) { switchboard_->opened(connection); }

void room_server::received(connection_id connection, std::string_view text) {
  switchboard_->received(connection, text);
}

void room_server::closed(connection_id connection, std::uint16_t code) {
  switchboard_->closed(connection, code);
}

void room_server::advance() { switchboard_->advance(); }

std::optional<base::time_point> room_server::next_deadline() const { return switchboard_->next_deadline(); }

const base::clock& room_server::clock() const { return switchboard_->clock(); }

std::vector<action> room_server::take_actions() { return switchboard_->take_actions(); }

void room_server::on_step(std::function<void()> callback) { switchboard_->on_step(std::move(callback)); }

base::result<core::room> room_server::create_room(const core::room_request& request) {
  return switchboard_->create_room(request);
}

base::result<void> room_server::complete_room(const core::room_sid& room) {
  switchboard_->complete_room(room);
  return {};
}

}  // namespace flex_video::rooms
