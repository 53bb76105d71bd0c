#include "signalling/switchboard.hpp"

#include "sfu/media_router.hpp"
#include "signalling/message_reader.hpp"
#include "signalling/message_writer.hpp"
#include "signalling/sdp.hpp"
#include "signalling/signalling_errc.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace flex_video::rooms {
namespace {

constexpr std::uint16_t normal_closure = 1000;

/// What a client means by closing. 1001 is all a closing tab or a navigation says; with 1000 the SDK ends its
/// stay.
bool says_goodbye(std::uint16_t code) {
  return code == normal_closure || code == static_cast<std::uint16_t>(close_code::going_away);
}

/// Media passes from client to client, so that what must not be sent is refused where it is negotiated. A
/// data channel has no direction to look at; of what comes on one that carries no published track, nobody's
/// SDK tells.
bool sends_media(const peer_connection_state& said) {
  return said.description && read_tracks(said.description->sdp).sends;
}

bool only_watches_but_sends(const participant& who, const std::vector<peer_connection_state>& said) {
  return !who.tracks().permitted() && std::ranges::any_of(said, sends_media);
}

}  // namespace

switchboard::switchboard(const room_server_options& options, const twilio::credentials& credentials,
                         const base::clock& clock, base::random_source& random, room_server::observer observe,
                         media_engine* media, recording_archive* recordings)
    : options_(options),
      clock_(clock),
      verifier_(credentials),
      services_{.options = options_,
                .clock = clock,
                .random = random,
                .send = [this](connection_id socket, const std::string& body) { send(socket, body); },
                .media = media,
                .recordings = recordings,
                .media_changed = [this](const twilio::room_sid& sid) { media_changed(sid); }},
      rooms_(services_),
      observe_(std::move(observe)) {}

void switchboard::opened(connection_id socket) {
  if (draining_) {
    actions_.push_back(close_socket{socket, static_cast<std::uint16_t>(close_code::service_restart)});
    return finish_step();
  }
  const bool full = sockets_.size() >= options_.limits.sockets;
  const auto reception = full ? tcmp::reception::busy : tcmp::reception::open;
  sockets_.emplace(socket, client_socket{options_, clock_.now(), reception});
  rearm(socket);
  finish_step();
}

void switchboard::received(connection_id socket, std::string_view text, arrival how) {
  arrival_ = how;
  const auto found = sockets_.find(socket);
  if (found == sockets_.end()) return;
  if (const auto now = clock_.now(); found->second.allowance.take(now)) {
    perform(socket, found->second.framing.received(received_.read(text), now));
  } else {
    violated(socket);
  }
  rearm(socket);
  finish_step();
}

void switchboard::burst_over(connection_id socket) {
  const auto found = sockets_.find(socket);
  if (found == sockets_.end() || !found->second.member) return;
  found->second.member->in->flush();
  finish_step();
}

void switchboard::closed(connection_id socket, std::uint16_t code) {
  const auto found = sockets_.find(socket);
  if (found == sockets_.end()) return;
  const auto member = found->second.member;
  sockets_.erase(found);
  rearm(socket);
  if (member) says_goodbye(code) ? leave(*member) : lose(*member);
  finish_step();
}

void switchboard::perform(connection_id socket, tcmp::step step) {
  if (!step.reply.empty()) actions_.push_back(send_text{socket, std::move(step.reply)});
  if (step.violation) return violated(socket);
  if (step.close) return close(socket, *step.close);
  if (step.body) handle(socket, *step.body);
}

void switchboard::handle(connection_id socket, json_value body) {
  auto& client = sockets_.at(socket);
  if (client.dismissed) return;
  if (!client.member && ++client.messages_before_joining > options_.limits.messages_before_joining) {
    return violated(socket);
  }
  const auto known_revision =
      client.member ? client.member->who->tracks().revision() : std::optional<std::uint32_t>{};
  const auto message = read_message(body, options_.limits, known_revision);
  if (!message) return violated(socket);
  std::visit([&](const auto& said) { on(socket, client, said); }, *message);
}

void switchboard::on(connection_id socket, client_socket& client, const ice_request& said) {
  if (client.member) return violated(socket);
  const auto token = verifier_.verify(said.token.reveal(), clock_.now());
  if (!token) return refuse(socket, token.error().code);
  if (!options_.turn) return send(socket, write_iced());
  send(socket,
       write_iced(options_.turn, turn_credentials_for(*options_.turn, token->identity, clock_.now())));
}

void switchboard::on(connection_id socket, client_socket& client, const connect_request& said) {
  if (client.member) return violated(socket);
  const auto token = verifier_.verify(said.token.reveal(), clock_.now());
  if (!token) return refuse(socket, token.error().code);
  const auto chosen = choose_room(*token, said.room);
  if (!chosen) return refuse(socket, chosen.error().code);
  if (!token->may_publish && said.initial && sends_media(*said.initial)) return violated(socket);
  join(socket, client, **chosen, *token, said);
}

base::result<room*> switchboard::choose_room(const twilio::access_token& token,
                                             const std::optional<std::string>& wanted) {
  const auto& name = wanted ? wanted : token.room;
  auto* const found = name ? rooms_.find(*name) : nullptr;
  const bool granted = !token.room || token.room == name ||
                       (found && (token.room == found->unique_name() || token.room == found->sid().text()));
  if (!granted) return base::fail(twilio::token_errc::no_video_grant);
  if (found) return found;
  if (name && rooms_.ended(*name)) return base::fail(signalling_errc::room_completed);
  if (name && twilio::room_sid::parse(*name)) return base::fail(signalling_errc::room_not_found);
  if (const auto checked = rooms_.check_name(name); !checked) return std::unexpected{checked.error()};
  if (!options_.ad_hoc_rooms) return base::fail(signalling_errc::room_not_found);
  return rooms_.open(name, options_.limits.participants, true);
}

void switchboard::join(connection_id socket, client_socket& client, room& chosen,
                       const twilio::access_token& token, const connect_request& said) {
  const auto& identity = token.identity;
  auto* const older = chosen.find(identity);
  if (chosen.size() - (older ? 1 : 0) >= chosen.max_participants())
    return refuse(socket, signalling_errc::room_full);
  if (said.initial && !chosen.free(said.initial->id)) return violated(socket);
  if (const auto prepared = chosen.prepare(); !prepared) return refuse(socket, prepared.error().code);
  if (older) {
    if (const auto at = older->socket()) {
      refuse(*at, signalling_errc::duplicate_identity);
      dismiss(*at);
    }
    take_out({&chosen, older});
  }
  auto& newcomer = chosen.admit(identity, socket, said, token.may_publish);
  client.member = member{&chosen, &newcomer};
  client.join_by.reset();
  sessions_.emplace(newcomer.session(), *client.member);
  limit_stay(*client.member);
  touch(chosen);
  events_.push_back(participant_connected{chosen.sid(), identity});
}

void switchboard::on(connection_id socket, client_socket& client, const sync_request& said) {
  if (client.member) return violated(socket);
  // The session alone admits. The token it sends again is the first one, and may have expired during the
  // call.
  const auto key = session_key::parse(said.session.reveal());
  const auto found = key ? sessions_.find(digest_of(*key)) : sessions_.end();
  if (found == sessions_.end()) {
    const bool over = said.room && rooms_.ended(*said.room);
    return refuse(socket, over ? signalling_errc::room_completed : signalling_errc::session_unknown);
  }
  const auto back = found->second;
  if (only_watches_but_sends(*back.who, said.peer_connections)) return violated(socket);
  if (const auto half_dead = back.who->socket()) {
    sockets_.at(*half_dead).member.reset();
    close(*half_dead, close_code::policy_violation);
  }
  client.member = back;
  client.join_by.reset();
  back.in->resume(*back.who, socket, *key, said);
  touch(*back.in);
  rearm(*back.who);
}

void switchboard::on(connection_id socket, client_socket& client, const update_request& said) {
  const auto key = session_key::parse(said.session.reveal());
  if (!client.member || !key || !client.member->who->holds(*key)) return violated(socket);
  if (only_watches_but_sends(*client.member->who, said.peer_connections)) return violated(socket);
  if (client.member->in->update(*client.member->who, said, arrival_)) touch(*client.member->in);
}

void switchboard::on(connection_id socket, client_socket& client, const disconnect_request&) {
  if (!client.member) return;  // the SDK says it after a refusal, too
  const auto gone = *client.member;
  dismiss(socket);
  leave(gone);
}

void switchboard::on(connection_id, client_socket&, const unknown_request&) {}

void switchboard::advance() {
  if (draining_) return;
  const auto now = clock_.now();
  for (const auto socket : socket_deadlines_.take_due(now)) advance_socket(socket, now);
  for (const auto& session : participant_deadlines_.take_due(now)) advance_participant(session, now);
  for (const auto& session : stay_deadlines_.take_due(now)) end_stay(session);
  for (const auto& sid : media_deadlines_.take_due(now)) {
    auto& due = *rooms_.find(sid.text());
    if (due.advance()) touch(due);
    rearm(due);
  }
  for (const auto& sid : room_deadlines_.take_due(now)) end(*rooms_.find(sid.text()));
  finish_step();
}

void switchboard::media_changed(const twilio::room_sid& sid) {
  auto* const changed = rooms_.find(sid.text());
  if (!changed || draining_) return;
  if (changed->flush())
    touch(*changed);
  else
    rearm(*changed);
  finish_step();
}

void switchboard::advance_socket(connection_id socket, base::time_point now) {
  auto& client = sockets_.at(socket);
  if (client.join_by && now >= *client.join_by) return close(socket, close_code::policy_violation);
  perform(socket, client.framing.advance(now));
  rearm(socket);
}

void switchboard::advance_participant(const session_digest& session, base::time_point now) {
  const auto lost = sessions_.at(session);
  if (now >= *lost.who->session_ends) return leave(lost);
  if (lost.who->grace_ends && now >= *lost.who->grace_ends) {
    lost.in->give_up_media(*lost.who);
    touch(*lost.in);
  }
  rearm(*lost.who);
}

std::optional<base::time_point> switchboard::next_deadline() const {
  if (draining_) return std::nullopt;
  std::optional<base::time_point> first;
  for (const auto& due : {socket_deadlines_.next(), participant_deadlines_.next(), stay_deadlines_.next(),
                          room_deadlines_.next(), media_deadlines_.next()})
    if (due && (!first || *due < *first)) first = due;
  return first;
}

void switchboard::send(connection_id socket, const std::string& body) {
  actions_.push_back(send_text{socket, sockets_.at(socket).framing.frame(body, clock_.now())});
}

void switchboard::refuse(connection_id socket, const std::error_code& reason) {
  send(socket, write_error(reason));
}

void switchboard::violated(connection_id socket) {
  const auto member = std::exchange(sockets_.at(socket).member, std::nullopt);
  refuse(socket, signalling_errc::message_invalid);
  close(socket, close_code::protocol_error);
  if (member) leave(*member);
}

void switchboard::close(connection_id socket, close_code code) {
  const auto member = sockets_.at(socket).member;
  actions_.push_back(close_socket{socket, static_cast<std::uint16_t>(code)});
  sockets_.erase(socket);
  rearm(socket);
  if (member) lose(*member);
}

void switchboard::dismiss(connection_id socket) {
  auto& client = sockets_.at(socket);
  client.member.reset();
  client.dismissed = true;
  client.join_by = clock_.now() + options_.timings.hello;
  rearm(socket);
}

void switchboard::lose(const member& lost) {
  lost.in->lose(*lost.who);
  show(*lost.in);
  rearm(*lost.who);
}

void switchboard::leave(const member& gone) {
  take_out(gone);
  if (gone.in->ad_hoc() && gone.in->size() == 0) end(*gone.in);
}

void switchboard::take_out(const member& gone) {
  forget(gone);
  gone.in->leave(*gone.who);
  await_use(*gone.in);
  touch(*gone.in);
}

void switchboard::forget(const member& gone) {
  participant_deadlines_.set(gone.who->session(), std::nullopt);
  stay_deadlines_.set(gone.who->session(), std::nullopt);
  sessions_.erase(gone.who->session());
  events_.push_back(participant_disconnected{gone.in->sid(), gone.who->identity()});
}

room_server::census switchboard::count() const {
  const auto groups = std::ranges::count_if(
      rooms_.all(), [](const room* each) { return each->terms().type == room_type::group; });
  return {.peer_to_peer_rooms = rooms_.size() - static_cast<std::size_t>(groups),
          .group_rooms = static_cast<std::size_t>(groups),
          .participants = sessions_.size(),
          .sockets = sockets_.size()};
}

std::vector<media_worker_state> switchboard::media_workers() const {
  return services_.media ? services_.media->workers() : std::vector<media_worker_state>{};
}

void switchboard::rearm(connection_id socket) {
  const auto found = sockets_.find(socket);
  if (found == sockets_.end()) {
    socket_deadlines_.set(socket, std::nullopt);
  } else {
    socket_deadlines_.bring_forward(socket, found->second.next_deadline());
  }
}

void switchboard::rearm(const room& one) {
  if (const auto due = one.next_deadline()) media_deadlines_.bring_forward(one.sid(), *due);
}

void switchboard::rearm(const participant& member) {
  participant_deadlines_.set(member.session(), member.grace_ends ? member.grace_ends : member.session_ends);
}

void switchboard::finish_step() {
  if (std::exchange(finishing_, true)) return;  // an observer that ends or makes rooms: its events come next
  for (std::size_t i = 0; i < events_.size(); ++i) {
    const auto event = events_[i];
    if (observe_) observe_(event);
  }
  events_.clear();
  finishing_ = false;
  if (stepped_) stepped_();
}

}  // namespace flex_video::rooms
