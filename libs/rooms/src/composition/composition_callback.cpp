#include "composition/composition_callback.hpp"

#include "flex_video/twilio/iso_time.hpp"

#include <chrono>
#include <utility>

namespace flex_video::rooms {
namespace {

std::string_view event_of(const composition_record& composition, const composition_moment& moment) {
  switch (composition.status) {
    case composition_status::processing:
      return moment.progress ? "composition-progress" : "composition-started";
    case composition_status::completed:
      return "composition-available";
    case composition_status::failed:
      return "composition-failed";
    case composition_status::enqueued:
    case composition_status::deleted:
      break;
  }
  return {};
}

}  // namespace

std::optional<status_callback> make_composition_callback(const twilio::account_sid& account,
                                                         std::string_view base_url,
                                                         const composition_record& composition,
                                                         const composition_moment& moment,
                                                         base::time_point now) {
  const auto event = event_of(composition, moment);
  if (event.empty() || composition.wish.status_callback.empty()) return std::nullopt;
  const auto uri = std::string{base_url} + "/v1/Compositions/" + composition.sid.str();
  twilio::form form{{"AccountSid", account.str()},
                    {"RoomSid", composition.room.str()},
                    {"CompositionSid", composition.sid.str()},
                    {"CompositionUri", uri},
                    {"StatusCallbackEvent", std::string{event}},
                    {"Timestamp", twilio::iso_time(now)}};
  if (moment.progress) {
    form.push_back({"PercentageDone", std::to_string(moment.progress->percent)});
    form.push_back({"SecondsRemaining", std::to_string(moment.progress->remaining.count())});
  }
  if (composition.status == composition_status::completed) {
    const auto seconds = std::chrono::round<std::chrono::seconds>(composition.duration).count();
    form.push_back({"MediaUri", uri + "/Media"});
    form.push_back({"Duration", std::to_string(seconds)});
    form.push_back({"Size", std::to_string(composition.bytes)});
  }
  if (composition.status == composition_status::failed) {
    form.push_back({"FailedOperation", "CompositionProcessing"});
    form.push_back({"ErrorMessage", moment.why_failed});
  }
  return status_callback{.room = composition.room,
                         .url = composition.wish.status_callback,
                         .method = composition.wish.status_callback_method,
                         .parameters = std::move(form)};
}

}  // namespace flex_video::rooms
