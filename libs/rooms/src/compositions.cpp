#include "flex_video/rooms/compositions.hpp"

#include "composition/composer_process.hpp"
#include "composition/composition_archive.hpp"
#include "composition/composition_words.hpp"

#include "flex_video/net/workers.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <stdexcept>
#include <utility>

namespace flex_video::rooms {
namespace {

/// An archive, with the thread that writes its notes: one, for they keep their order.
struct served_compositions {
  served_compositions(net::event_loop& run_on, recording_archive& recordings, std::filesystem::path ffmpeg,
                      const base::clock& clock, base::random_source& random)
      : loop(run_on),
        program(std::move(ffmpeg)),
        folder(recordings.folder()),
        archive(recordings, clock, random, services()) {}

  composing_services services() {
    composing_services with{.block = [this](std::function<void()> task) { notes.post(std::move(task)); },
                            .after = [this](std::chrono::milliseconds delay, std::function<void()> task)
                                -> std::shared_ptr<void> { return loop.after(delay, std::move(task)); },
                            .compose = {}};
    if (!program.empty())
      with.compose = [this](const std::vector<std::string>& arguments,
                            composing_services::listener heard) -> std::shared_ptr<void> {
        return composer_process::start(loop,
                                       {.program = program,
                                        .folder = folder,
                                        .output = folder / compositions_folder::name,
                                        .arguments = arguments},
                                       {std::move(heard.progressed), std::move(heard.ended)});
      };
    return with;
  }

  net::event_loop& loop;
  std::filesystem::path program;
  std::filesystem::path folder;
  net::workers notes{1, std::numeric_limits<std::size_t>::max()};
  composition_archive archive;
};

}  // namespace

std::shared_ptr<composition_archive> open_compositions(net::event_loop& loop, recording_archive& recordings,
                                                       std::filesystem::path ffmpeg, const base::clock& clock,
                                                       base::random_source& random) {
  const auto served =
      std::make_shared<served_compositions>(loop, recordings, std::move(ffmpeg), clock, random);
  return {served, &served->archive};
}

std::filesystem::path find_ffmpeg() {
  const auto* const path = std::getenv("PATH");
  return path ? find_program("ffmpeg", path) : std::filesystem::path{};
}

std::size_t forget_compositions(composition_archive& compositions, base::time_point recorded_before) {
  return compositions.forget(recorded_before);
}

std::vector<kept_composition> find_compositions(
    const std::filesystem::path& recordings, const std::function<bool(const kept_composition&)>& asked_for) {
  std::vector<kept_composition> found;
  if (!std::filesystem::is_directory(recordings / compositions_folder::name)) return found;
  for (const auto& each : compositions_folder{recordings}.known()) {
    kept_composition kept{.sid = each.sid.str(),
                          .room = each.room.str(),
                          .room_name = each.room_name,
                          .recorded_from = each.recorded_from,
                          .status = std::string{word_of(each.status)},
                          .created = each.created,
                          .duration = each.duration,
                          .file = std::string{compositions_folder::name} + '/' + file_name_of(each)};
    if (asked_for(kept)) found.push_back(std::move(kept));
  }
  return found;
}

void erase_compositions(const std::filesystem::path& recordings,
                        const std::vector<kept_composition>& compositions) {
  if (compositions.empty()) return;
  const compositions_folder of{recordings};
  for (const auto& each : of.known()) {
    const bool asked_for =
        std::ranges::find(compositions, each.sid.str(), &kept_composition::sid) != compositions.end();
    if (asked_for && !of.forget(each)) throw std::runtime_error(file_name_of(each) + " can't be removed");
  }
}

}  // namespace flex_video::rooms
