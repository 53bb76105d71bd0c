#pragma once

#include "composition/composer_process.hpp"
#include "composition/composition_archive.hpp"
#include "composition/testing/room_recordings.hpp"
#include "testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace flex_video::rooms {

/// An archive of compositions, and recordings that ffmpeg has made for it. What blocks is done at once.
struct composing : testing::Test {
  net::event_loop loop;
  temporary_folder folder;
  base::manual_clock clock;
  base::counting_random random;
  std::optional<recording_archive> recordings;
  std::optional<composition_archive> archive;
  std::vector<composition_record> told;
  std::vector<composition_moment> moments;
  std::filesystem::path program = "/usr/bin/ffmpeg";
  composition_limits limits = {};

  /// A file, as `source` of ffmpeg's lavfi shows or sounds, and its note.
  recording_record record(recording_record of, const std::string& source) {
    const bool sound = of.kind == track_kind::audio;
    const auto seconds = std::to_string(static_cast<double>(of.duration.count()) / 1'000);
    const auto status =
        std::system(("ffmpeg -v error -y -f lavfi -i '" + source + "' -t " + seconds +
                     " -c:" + (sound ? "a libopus" : "v libvpx -deadline realtime -cpu-used 8") +
                     " -f matroska " + (folder.path / file_name_of(of)).string())
                        .c_str());
    EXPECT_EQ(status, 0);
    return keep(of);
  }
  recording_record keep(const recording_record& of) {
    EXPECT_TRUE(recordings_folder{folder.path}.keep(of));
    return of;
  }
  /// A server, after the one before it if there was one.
  void open() {
    archive.reset();
    recordings.emplace(folder.path, clock, random,
                       recording_archive::threads{
                           .block = [](const std::function<void()>& task) { task(); },
                           .post = [this](std::function<void()> task) { loop.post(std::move(task)); }});
    composing_services services{.block = [](const std::function<void()>& task) { task(); },
                                .after = [this](std::chrono::milliseconds delay, std::function<void()> task)
                                    -> std::shared_ptr<void> { return loop.after(delay, std::move(task)); },
                                .compose = {}};
    if (!program.empty())
      services.compose = [this](const std::vector<std::string>& arguments,
                                composing_services::listener heard) -> std::shared_ptr<void> {
        return composer_process::start(loop,
                                       {.program = program,
                                        .folder = folder.path,
                                        .output = folder.path / compositions_folder::name,
                                        .arguments = arguments},
                                       {std::move(heard.progressed), std::move(heard.ended)});
      };
    archive.emplace(*recordings, clock, random, std::move(services), limits);
    archive->watch([this](const composition_record& composition, const composition_moment& moment) {
      told.push_back(composition);
      moments.push_back(moment);
      loop.stop();
    });
  }
  const composition_record* add(composition_wish wish) {
    return archive->add(*twilio::room_sid::parse("RM" + std::string(32, '1')), wish);
  }
  /// Runs until that is said of the composition.
  composition_record until(const composition_sid& which, composition_status status) {
    using namespace std::chrono_literals;
    bool late = false;
    const auto patience = loop.after(300s, [&] {  // it lets everything else go first
      late = true;
      loop.stop();
    });
    while (!late) {
      const auto* const known = archive->records().find(which.text());
      if (known && known->status == status) return *known;
      EXPECT_FALSE(known && is_over(*known)) << moments.back().why_failed;
      if (!known || is_over(*known)) break;
      loop.run();
    }
    ADD_FAILURE() << "it has not come to that";
    return composition_of({});
  }
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& each : std::filesystem::directory_iterator{folder.path / compositions_folder::name})
      if (each.path().extension() != ".json") names.push_back(each.path().filename().string());
    return names;
  }
};

/// One region of all that was shown.
inline const std::string everything_shown = R"({"main":{"video_sources":["*"]}})";

}  // namespace flex_video::rooms
