#include "testing/signals_room.hpp"

#include "signalling/words.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

}  // namespace

json::object signals_room::talkative(bool adaptive) {
  json::object channels;
  for (const auto word : words<media_channel>) {
    if (adaptive || word != word_of(media_channel::publisher_hints))
      channels[word] = {{"transports", {{{"type", "data-channel"}}}}};
  }
  return {{"media_signaling", std::move(channels)}};
}

json::object signals_room::profiled(json::object video) {
  auto wishes = talkative();
  wishes["bandwidth_profile"] = {{"video", std::move(video)}};
  return wishes;
}

room_client& signals_room::enter(const std::string& identity, const json::object& wishes) {
  auto& made = join(identity, wishes);
  listen(made);
  return made;
}

void signals_room::listen(const room_client& by) {
  connect_data(by);
  for (const auto& [name, label] : by.signalling)
    say_on(by, *value_of<media_channel>(name), {{"type", "ready"}});
}

group_room::channel signals_room::channel_of(const room_client& of, media_channel on) const {
  const auto label = of.signalling.find(std::string{word_of(on)});
  const auto all = channels(of);
  if (label == of.signalling.end() || !all.contains(label->second)) return {};
  return all.at(label->second);
}

void signals_room::say_on(const room_client& by, media_channel on, const json::object& message) {
  say_text_on(by, on, json::serialize(message));
}

void signals_room::say_text_on(const room_client& by, media_channel on, std::string_view text) {
  send_data(by, channel_of(by, on).stream, 51, text);
}

std::vector<json::value> signals_room::told(const room_client& to, media_channel on) {
  const auto messages = channel_of(to, on).messages;
  auto& read = read_[to.identity + to.signalling.at(std::string{word_of(on)})];
  std::vector<json::value> news;
  for (; read < messages.size(); ++read) {
    EXPECT_TRUE(messages[read].starts_with("51:")) << messages[read];
    news.push_back(json::parse(messages[read].substr(3)));
    EXPECT_EQ(text_at(news.back(), "/type"), word_of(on));
  }
  return news;
}

json::value signals_room::told_speaker(const room_client& to) {
  const auto all = told(to, media_channel::active_speaker);
  return all.empty() ? json::value{"nothing"} : at(all.back(), "/participant");
}

std::string signals_room::told_switch(const room_client& to) {
  const auto all = told(to, media_channel::track_switch_off);
  if (all.empty()) return "";
  EXPECT_EQ(all.size(), 1u);
  std::string said;
  for (const auto* which : {"off", "on"}) {
    std::vector<std::string> tracks;
    for (const auto& sid : all.back().at(which).as_array())
      tracks.push_back(names.at(std::string{sid.as_string()}));
    std::ranges::sort(tracks);
    if (!tracks.empty()) said += (said.empty() ? "" : " ") + std::string{which};
    for (const auto& track : tracks) said += ' ' + track;
  }
  return said;
}

void signals_room::hint(const room_client& by, const std::string& track, json::object how) {
  how["track"] = sid_of(track);
  say_on(by, media_channel::render_hints,
         {{"type", "render_hints"}, {"subscriber", {{"id", 1}, {"hints", json::array{std::move(how)}}}}});
}

void signals_room::speak(const room_client& who) {
  media.tell(speaker_changed{producer(who, media_kind::audio).value()});
  settle();
}

}  // namespace flex_video::rooms
