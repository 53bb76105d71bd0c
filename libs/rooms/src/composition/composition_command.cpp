#include "composition/composition_command.hpp"

#include <algorithm>
#include <utility>

namespace flex_video::rooms {
namespace {

using std::chrono::milliseconds;

constexpr unsigned frames_per_second = 25;

std::string seconds(milliseconds time) {
  auto fraction = std::to_string(time.count() % 1'000);
  fraction.insert(0, 3 - fraction.size(), '0');
  return std::to_string(time.count() / 1'000) + '.' + fraction;
}

std::string size_of(unsigned width, unsigned height, char between) {
  return std::to_string(width) + between + std::to_string(height);
}

/// An input, or what a filter makes of it.
std::string pad(std::string_view name, std::size_t number) {
  return '[' + std::string{name} + std::to_string(number) + ']';
}

/// The filters' text: pictures from the black one up, then the sounds.
class filter_graph {
 public:
  explicit filter_graph(const composition_plan& plan) : plan_(plan) {
    if (plan_.pictures) draw();
    if (!plan_.sounds.empty()) mix();
  }
  const std::string& text() const { return text_; }

 private:
  void draw() {
    for (std::size_t recording = 0; recording < plan_.recordings.size(); ++recording)
      begin_picture(recording);
    chain() += "color=black:size=" + size_of(plan_.size.width, plan_.size.height, 'x') +
               ":rate=" + std::to_string(frames_per_second) + ":duration=" + seconds(plan_.duration) +
               ",format=yuv420p[on0]";
    std::size_t on = 0;
    for (const auto& placed : plan_.placements) place(placed, on++);
    chain() += pad("on", on) + "null[picture]";
  }
  /// At its time, once for each cell that it stands in.
  void begin_picture(std::size_t recording) {
    const auto cells =
        static_cast<std::size_t>(std::ranges::count(plan_.placements, recording, &placement::recording));
    if (cells == 0) return;
    chain() += '[' + std::to_string(recording) + ":v:0]setpts=PTS+" +
               seconds(plan_.recordings[recording].begins) + "/TB,split=" + std::to_string(cells);
    for (std::size_t place = 0; place < plan_.placements.size(); ++place)
      if (plan_.placements[place].recording == recording) text_ += pad("source", place);
  }
  /// Scaled for each frame, since what was recorded changes its size.
  void place(const placement& placed, std::size_t number) {
    const auto& [x, y, width, height] = placed.where;
    const auto size = size_of(width, height, ':');
    chain() += pad("source", number) + "scale=" + size +
               ":force_original_aspect_ratio=decrease:force_divisible_by=2:eval=frame,pad=" + size +
               ":(ow-iw)/2:(oh-ih)/2:eval=frame,setsar=1" + pad("placed", number);
    std::string when;
    for (const auto& [from, until] : placed.when)
      when += (when.empty() ? "" : "+") + ("gte(t," + seconds(from)) + ")*lt(t," + seconds(until) + ')';
    chain() += pad("on", number) + pad("placed", number) + "overlay=" + std::to_string(x) + ':' +
               std::to_string(y) + ":eof_action=pass:enable='" + when + '\'' + pad("on", number + 1);
  }
  /// Each without gaps, for the mixer counts samples.
  void mix() {
    std::string mixed;
    for (const auto recording : plan_.sounds) {
      const auto from = std::to_string(plan_.recordings[recording].begins.count());
      chain() +=
          '[' + std::to_string(recording) +
          ":a:0]aresample=48000:async=1:first_pts=0,aformat=channel_layouts=stereo,adelay=delays=" + from +
          ":all=1" + pad("sound", recording);
      mixed += pad("sound", recording);
    }
    chain() += mixed + "amix=inputs=" + std::to_string(plan_.sounds.size()) +
               ":normalize=0,apad=whole_dur=" + seconds(plan_.duration) + "[heard]";
  }
  std::string& chain() {
    if (!text_.empty()) text_ += ';';
    return text_;
  }

  const composition_plan& plan_;
  std::string text_;
};

std::string file_of(const composed_recording& recording) {
  return recording.sid.str() + '.' + std::string{container_of(recording.kind)};
}

/// A tenth of a bit for each pixel.
std::string bitrate_of(const picture_size& size) {
  return std::to_string(size.width * size.height * frames_per_second / 10);
}

using word_list = std::vector<std::string>;

word_list encoding(const composition_plan& plan) {
  if (plan.format == composition_format::mp4)
    return {"-c:v", "libx264", "-preset", "veryfast",  "-pix_fmt",   "yuv420p", "-c:a",
            "aac",  "-b:a",    "96k",     "-movflags", "+faststart", "-f",      "mp4"};
  return {"-c:v", "libvpx",  "-deadline", "realtime", "-cpu-used", "4",   "-b:v", bitrate_of(plan.size),
          "-c:a", "libopus", "-b:a",      "64k",      "-f",        "webm"};
}

void append(word_list& to, const word_list& more) { to.insert(to.end(), more.begin(), more.end()); }

}  // namespace

std::vector<std::string> compose_arguments(const composition_plan& plan, const std::string& output) {
  word_list arguments{"-nostdin", "-hide_banner", "-loglevel", "error", "-progress", "pipe:1", "-y"};
  for (const auto& each : plan.recordings) {
    // Never anything but this file; and no new filters for another size, which would begin at the beginning.
    append(arguments, {"-protocol_whitelist", "file", "-f", "matroska", "-reinit_filter", "0"});
    append(arguments, {"-i", file_of(each)});
  }
  append(arguments, {"-filter_complex", filter_graph{plan}.text()});
  if (plan.pictures) append(arguments, {"-map", "[picture]"});
  if (!plan.sounds.empty()) append(arguments, {"-map", "[heard]"});
  append(arguments, {"-t", seconds(plan.duration)});
  append(arguments, encoding(plan));
  arguments.push_back("file:" + output);
  return arguments;
}

}  // namespace flex_video::rooms
