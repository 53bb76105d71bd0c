#include "serve_options.hpp"

#include "setting.hpp"
#include "setting_lookup.hpp"
#include "usage_error.hpp"

#include <stdexcept>

namespace flex_video::app {
namespace {

std::string ways_to_give(const setting& setting) {
  if (setting.secrecy == secrecy::secret)
    return "set it, or " + setting.variable + "_FILE, or " + setting.key + " in the TOML file";
  return "give --" + setting.name + ", " + setting.variable + ", or " + setting.key + " in the TOML file";
}

/// The default of a setting, which is its own fault if it is not allowed.
void take_initial(const setting& setting, gathered_options& into) {
  if (!setting.initial.empty() && !setting.rule.take(into, setting.initial))
    throw std::logic_error("the default of " + setting.name + " is not " + setting.rule.allowed);
}

void gather(const setting& setting, setting_lookup& lookup, gathered_options& into,
            std::vector<std::string>& problems) {
  take_initial(setting, into);
  if (const auto given = lookup.find(setting)) {
    if (!setting.rule.take(into, given->text.reveal()))
      problems.push_back(given->from + ": must be " + setting.rule.allowed);
  } else if (setting.required && !lookup.gave(setting)) {
    const auto& name = setting.secrecy == secrecy::secret ? setting.variable : setting.name;
    problems.push_back(name + " is missing: " + ways_to_give(setting));
  }
}

void place_data(gathered_options& options) {
  if (const auto* file = std::get_if<std::filesystem::path>(&options.database); file && file->empty())
    options.database = options.data / "flex-video.db";
  if (options.recordings.empty()) options.recordings = options.data / "recordings";
}

/// What no single setting can tell.
void take_together(gathered_options& options, std::vector<std::string>& problems) {
  if (options.tls_certificate.empty() != options.tls_key.empty())
    problems.emplace_back("tls-certificate and tls-key are given together or not at all");
  if (!options.tls_certificate.empty())
    options.tls = tls_files{.certificate = options.tls_certificate, .key = options.tls_key};
  place_data(options);
  if (std::holds_alternative<base::secret>(options.database) && options.link_secret.empty())
    problems.emplace_back(
        "FLEX_VIDEO_LINK_SECRET is missing: with PostgreSQL there may be several servers, and all of them "
        "have to "
        "sign links with the same (openssl rand -hex 32 makes one)");
  if (options.turn.urls.empty() != options.turn.secret.empty())
    problems.emplace_back("turn-urls and FLEX_VIDEO_TURN_SECRET are given together or not at all");
  if (!options.turn.urls.empty() && options.video == video_source::twilio)
    problems.emplace_back("turn-urls are for the video of rooms: Twilio has TURN servers of its own");
  if (options.media.room_type && options.video == video_source::twilio)
    problems.emplace_back("room-type is for the video of rooms: Twilio's are all group rooms");
  if (options.policy.recording_allowed && options.video == video_source::rooms &&
      options.media.room_type == rooms::room_type::peer_to_peer)
    problems.emplace_back(
        "recording-allowed needs the room-type group: what goes from browser to browser is not recorded");
  if (options.policy.supervisor_join == core::supervisor_rule::coach &&
      options.video == video_source::rooms && options.media.room_type == rooms::room_type::peer_to_peer)
    problems.emplace_back(
        "supervisor-join=coach needs the room-type group: what goes from browser to browser can't be kept "
        "from anybody");
}

void refuse(std::vector<std::string> problems, const setting_lookup& lookup) {
  problems.insert(problems.begin(), lookup.problems().begin(), lookup.problems().end());
  std::string lines;
  for (const auto& problem : problems) lines += (lines.empty() ? "" : "\n") + problem;
  if (!lines.empty()) throw usage_error(lines);
}

}  // namespace

base::secret url_of(const database_place& place) {
  const auto* file = std::get_if<std::filesystem::path>(&place);
  return file ? base::secret{"sqlite:" + file->string()} : std::get<base::secret>(place);
}

serve_options parse_serve_options(const serve_sources& sources) {
  setting_lookup lookup{sources};
  gathered_options options;
  std::vector<std::string> problems;
  for (const auto& setting : settings()) gather(setting, lookup, options, problems);
  take_together(options, problems);
  refuse(std::move(problems), lookup);
  return {std::move(static_cast<serve_settings&>(options)),
          {*options.account, *options.api_key, std::move(options.api_secret)},
          *options.workspace};
}

media_settings parse_media_settings(const serve_sources& sources) {
  setting_lookup lookup{sources};
  gathered_options options;
  std::vector<std::string> problems;
  for (const auto& setting : settings()) {
    if (is_of_media(setting)) gather(setting, lookup, options, problems);
  }
  refuse(std::move(problems), lookup);
  return std::move(options.media);
}

data_places parse_data_places(const serve_sources& sources) {
  setting_lookup lookup{sources};
  gathered_options options;
  std::vector<std::string> problems;
  for (const auto& setting : settings()) {
    if (places_data(setting)) gather(setting, lookup, options, problems);
  }
  place_data(options);
  refuse(std::move(problems), lookup);
  return {.database = std::move(options.database), .recordings = std::move(options.recordings)};
}

}  // namespace flex_video::app
