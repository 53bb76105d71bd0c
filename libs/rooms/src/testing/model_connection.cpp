#include "testing/model_connection.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value_to.hpp>

#include <algorithm>
#include <sstream>
#include <utility>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

std::string written(const model_connection::tracks& tracks) {
  std::string sdp;
  for (const auto& each : tracks) sdp += each + " ";
  return sdp.empty() ? "nothing " : sdp;
}

model_connection::tracks read(const json::value& description) {
  std::istringstream words{json::value_to<std::string>(description.at("sdp"))};
  model_connection::tracks tracks;
  for (std::string word; words >> word;) {
    if (word != "nothing") tracks.insert(word);
  }
  return tracks;
}

}  // namespace

void model_connection::offer() {
  if (closed_) return;
  if (needs_answer_) {
    should_offer_ = true;
  } else {
    make_offer();
  }
}

void model_connection::make_offer() {
  needs_answer_ = have_local_offer_ = true;
  should_offer_ = false;
  offered_ = sending_;
  describe({"offer", ++revision_, written(offered_)});
}

void model_connection::describe(local description) {
  local_ = std::move(description);
  emit_(*state());
  // The list of candidates starts afresh at every local description; the ufrag stays.
  const auto candidate = id_ + "/" + std::to_string(gathered_.size());
  gathered_.insert(candidate);
  emit_({{"id", id_},
         {"ice",
          {{"ufrag", "uf"},
           {"revision", ++ice_revision_},
           {"candidates", json::array{json::object{{"candidate", candidate}}}}}}});
}

std::optional<json::object> model_connection::state() const {
  if (!local_) return std::nullopt;
  const auto revision = local_->type == "answer" ? last_stable_ : revision_;
  return json::object{
      {"id", id_}, {"description", {{"type", local_->type}, {"revision", revision}, {"sdp", local_->sdp}}}};
}

void model_connection::take(const json::value& state) {
  if (closed_) return;
  const auto& object = state.as_object();
  if (const auto* ice = object.if_contains("ice")) take_candidates(*ice);
  if (const auto* description = object.if_contains("description")) take_description(*description);
}

void model_connection::take_candidates(const json::value& ice) {
  const auto revision = ice.at("revision").as_int64();
  if (revision <= heard_ice_revision_) return;
  heard_ice_revision_ = revision;
  const auto& list = ice.at("candidates").as_array();
  for (std::size_t i = heard_length_; i < list.size(); ++i) {
    candidates_.insert(json::value_to<std::string>(list[i].at("candidate")));
  }
  heard_length_ = list.size();
}

void model_connection::take_description(const json::value& description) {
  const auto type = json::value_to<std::string>(description.at("type"));
  const auto revision = description.at("revision").as_int64();
  if (type == "close") {
    closed_ = true;
  } else if (type == "create-offer") {
    if (revision <= last_stable_) return;
    if (needs_answer_) {
      queued_ = description;
      return;
    }
    revision_ = revision;
    make_offer();
  } else if (type == "offer") {
    take_offer(description, revision);
  } else if (revision == revision_ && have_local_offer_) {
    have_local_offer_ = needs_answer_ = false;
    last_stable_ = revision;
    negotiated_ = offered_;
    received_ = read(description);
    if (const auto next = std::exchange(queued_, std::nullopt)) take_description(*next);
    settle();
  }
}

void model_connection::take_offer(const json::value& description, std::int64_t revision) {
  if (revision <= last_stable_) return;
  if (!have_local_offer_) {
    revision_ = revision;
    answer(description);
    settle();
    return;
  }
  if (needs_answer_ && last_stable_ == 0) {
    queued_ = description;
    return;
  }
  // Glare: rolls back, answers, and offers again in any case.
  revision_ = revision;
  have_local_offer_ = needs_answer_ = false;
  answer(description);
  make_offer();
}

void model_connection::answer(const json::value& offer) {
  received_ = read(offer);
  tracks kept;
  std::set_intersection(negotiated_.begin(), negotiated_.end(), sending_.begin(), sending_.end(),
                        std::inserter(kept, kept.end()));
  negotiated_ = std::move(kept);
  last_stable_ = revision_;
  describe({"answer", revision_, written(negotiated_)});
}

void model_connection::settle() {
  if (!have_local_offer_ && (should_offer_ || missing())) make_offer();
}

bool model_connection::missing() const {
  return !std::includes(negotiated_.begin(), negotiated_.end(), sending_.begin(), sending_.end());
}

}  // namespace flex_video::rooms
