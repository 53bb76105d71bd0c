#include "rest/created_between.hpp"

#include "flex_video/twilio/iso_time.hpp"

namespace flex_video::rooms {

rest_result<created_between> read_created_between(const twilio::form& query) {
  created_between range;
  for (const auto& [name, into] :
       {std::pair{"DateCreatedAfter", &range.after}, std::pair{"DateCreatedBefore", &range.before}}) {
    const auto text = twilio::form_value(query, name);
    if (text.empty()) continue;
    constexpr std::size_t day_characters = 10;
    const bool day = text.size() == day_characters;
    *into = twilio::parse_iso_time(day ? std::string{text} + "T00:00:00Z" : std::string{text});
    if (!*into) return refuse(400, 20001, std::string{name} + " is not an ISO 8601 date");
  }
  return range;
}

}  // namespace flex_video::rooms
