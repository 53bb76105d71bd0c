#include "signals/media_signals.hpp"

#include "channels/data_channel.hpp"
#include "channels/media_message_writer.hpp"

#include <algorithm>
#include <ranges>
#include <variant>
#include <vector>

namespace flex_video::rooms {

media_signals::member& media_signals::member_of(const participant& who) {
  const bool adaptive = std::ranges::find(who.wishes().media_signaling, media_channel::publisher_hints) !=
                        who.wishes().media_signaling.end();
  return members_.try_emplace(who.sid(), member{viewer{limits_.hints}, rooms::uplink{adaptive}})
      .first->second;
}

media_signalling_view media_signals::open(peer& to) {
  auto offered = offered_channels(to.who.wishes().media_signaling, to.connection);
  if (links_.contains(to.transport)) return offered;
  member_of(to.who);
  links_.emplace(to.transport, link{.channels = {*to.data, offered}, .participant = to.who.sid()});
  return offered;
}

bool media_signals::take(const peer& from, const data_message& message) {
  const auto found = links_.find(from.transport);
  if (found == links_.end()) return false;
  const auto channel = found->second.channels.find(message.stream);
  if (!channel) return false;
  if (message.ppid != static_cast<std::uint32_t>(payload_protocol::text)) return true;
  const std::string_view text{reinterpret_cast<const char*>(message.bytes.data()), message.bytes.size()};
  if (const auto read = read_media_message(*channel, text, limits_))
    std::visit([&](const auto& said) { on(found->second, *channel, said); }, *read);
  return true;
}

/// What it has missed is said now.
void media_signals::on(link& from, media_channel channel, const channel_ready&) {
  from.channels.listen(channel);
  auto& inside = members_.at(from.participant);
  if (channel == media_channel::active_speaker)
    from.channels.say(channel, write_active_speaker(speakers_.current()));
  if (const auto off = inside.viewer.all_switched_off();
      channel == media_channel::track_switch_off && !off.empty())
    from.channels.say(channel, write_track_switch_off(off));
  if (channel == media_channel::publisher_hints) inside.uplink.start_over(clock_.now());
}

void media_signals::on(link& from, media_channel, const quality_request& said) { from.quality.ask(said); }

void media_signals::on(link& from, media_channel, const priority_request& said) {
  members_.at(from.participant).viewer.prefer(said);
}

void media_signals::on(link& from, media_channel channel, const render_request& said) {
  for (const auto& hint : said.hints) members_.at(from.participant).viewer.render(hint);
  from.channels.say(channel, write_render_answer(said));
}

void media_signals::on(link& from, media_channel, const hints_reset& said) {
  members_.at(from.participant).uplink.reset(said.track, clock_.now());
}

void media_signals::settle(std::list<peer>& peers, media_router& router) {
  std::erase_if(links_, [&](const auto& each) {
    return std::ranges::find(peers, each.first, &peer::transport) == peers.end();
  });
  const auto published = list_published(peers);
  speakers_.settle(published, router);
  say_speaker();
  const auto needed = share(peers, published, router);
  for (auto& from : peers) {
    member_of(from.who).uplink.settle(from, needed, router, clock_.now());
    if (const auto to = links_.find(from.transport); to != links_.end()) say_hints(to->second);
  }
  say_quality(peers);
  measure(router);
}

void media_signals::say_speaker() {
  const auto speaker = speakers_.current();
  if (std::exchange(said_speaker_, speaker) == speaker) return;
  for (auto& to : links_ | std::views::values)
    to.channels.say(media_channel::active_speaker, write_active_speaker(speaker));
}

needed_layers media_signals::share(std::list<peer>& peers, const published_tracks& published,
                                   media_router& router) {
  needed_layers needed;
  for (auto& to : peers) {
    auto& view = member_of(to.who).viewer;
    const auto change = view.settle(to, published, speakers_.current(), router);
    if (const auto over = links_.find(to.transport); over != links_.end() && !change.empty())
      over->second.channels.say(media_channel::track_switch_off, write_track_switch_off(change));
    for (const auto& [sid, track] : to.receives) {
      if (track.kind == media_kind::video) needed[sid] = std::max(needed[sid], view.layers_of(sid));
    }
  }
  return needed;
}

void media_signals::say_hints(link& to) {
  if (!to.channels.listens(media_channel::publisher_hints)) return;
  const auto hints = members_.at(to.participant).uplink.due(clock_.now());
  if (hints.empty()) return;
  to.channels.say(media_channel::publisher_hints, write_publisher_hints(++to.hints_said, hints));
}

bool media_signals::others_wanted() const {
  return std::ranges::any_of(links_ | std::views::values,
                             [](const link& each) { return each.quality.asks_for_others() > 0; });
}

void media_signals::measure(media_router& router) {
  const bool others = others_wanted();
  for (auto& [transport, over] : links_) {
    if (!over.quality.begin(others, clock_.now())) continue;
    router.measure(transport, [this, transport](const transport_statistics& figures) {
      const auto found = links_.find(transport);
      if (found == links_.end()) return;
      found->second.quality.measured(figures, clock_.now());
      measured_();
    });
  }
}

/// Of who isn't shown to somebody they hear nothing.
void media_signals::say_quality(const std::list<peer>& peers) {
  for (const auto& to : peers) {
    const auto own = links_.find(to.transport);
    if (own == links_.end()) continue;
    const auto asked = own->second.quality.take_answerable();
    if (!asked) continue;
    std::vector<remote_quality> remotes;
    for (const auto& from : peers) {
      const auto other = links_.find(from.transport);
      if (&from == &to || other == links_.end() || !other->second.quality.last()) continue;
      if (from.who.tracks().permitted() && from.who.reaches(to.who))
        remotes.push_back({from.who.sid(), *other->second.quality.last()});
    }
    own->second.channels.say(media_channel::network_quality,
                             write_network_quality(*asked, *own->second.quality.last(), remotes));
  }
}

std::optional<base::time_point> media_signals::next_deadline() const {
  const bool others = others_wanted();
  std::optional<base::time_point> first;
  const auto consider = [&](const std::optional<base::time_point>& due) {
    if (due && (!first || *due < *first)) first = due;
  };
  for (const auto& over : links_ | std::views::values) {
    consider(over.quality.next_deadline(others));
    if (over.channels.listens(media_channel::publisher_hints))
      consider(members_.at(over.participant).uplink.next_deadline());
  }
  return first;
}

}  // namespace flex_video::rooms
