#pragma once

#include "composition/composition_progress.hpp"
#include "composition/composition_queue.hpp"
#include "composition/compositions_folder.hpp"
#include "recording/record_register.hpp"
#include "recording/recording_archive.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace flex_video::rooms {

using composition_register = record_register<composition_record>;

/// How far a composition is.
struct composing_progress {
  unsigned percent;
  std::chrono::seconds remaining;
};

/// What happened to a composition, besides what its record says.
struct composition_moment {
  std::optional<composing_progress> progress = {};
  std::string why_failed = {};
};

/// What works for the archive.
struct composing_services {
  /// Runs what blocks elsewhere, in its order; also what it was given before the archive was destroyed.
  std::function<void(std::function<void()>)> block;
  /// Runs it after so long, on the rooms' thread, unless what is returned is destroyed before.
  std::function<std::shared_ptr<void>(std::chrono::milliseconds, std::function<void()>)> after;
  struct listener {
    std::function<void(std::span<const std::byte>)> progressed;
    std::function<void(const std::string& why)> ended;  ///< once, and nothing after it; empty if it went well
  };
  /// Has ffmpeg do what these arguments say, until what is returned is destroyed; null if it can't be
  /// started. Empty where there is no ffmpeg.
  std::function<std::shared_ptr<void>(const std::vector<std::string>& arguments, listener)> compose;
};

/// All compositions of this server and of those before it: has them made, and knows what became of them. One
/// thread: the rooms'.
class composition_archive {
 public:
  using listener = std::function<void(const composition_record&, const composition_moment&)>;

  /// What was to be made when a server before this one ended is made again, from the next step on.
  /// `recordings`, `clock` and `random` must outlive the archive. Throws std::filesystem::filesystem_error
  /// without a folder.
  composition_archive(recording_archive& recordings, const base::clock& clock, base::random_source& random,
                      composing_services services, const composition_limits& limits = {});
  composition_archive(const composition_archive&) = delete;
  composition_archive& operator=(const composition_archive&) = delete;

  bool can_compose() const { return static_cast<bool>(services_.compose); }
  bool is_full() const { return queue_.is_full(); }
  const composition_register& records() const { return records_; }
  std::filesystem::path file_of(const composition_record& composition) const {
    return folder_.path() / file_name_of(composition);
  }

  /// Has one made of what was recorded of a room, when the recordings are finished and its turn has come.
  /// Nothing if nothing was recorded there.
  const composition_record* add(const twilio::room_sid& room, const composition_wish& wish);
  /// Stops making it, or removes its file, and keeps the record as one of a deleted composition. False if the
  /// file is still there. Blocks.
  bool erase(const composition_record& composition);
  /// Forgets those of recordings that were over before that time, with their files; returns how many.
  std::size_t forget(base::time_point recorded_before);
  /// Begins what can be: for when a recording is over.
  void step();
  /// `listen` is told of each that is begun, goes on, is complete or has failed, from now on. Replaces the
  /// former.
  void watch(listener listen) { listen_ = std::move(listen); }

 private:
  struct work {
    composition_progress progress;
    std::chrono::milliseconds duration;
    std::shared_ptr<void> process = {};
  };

  bool is_ready(const composition_sid& which) const;
  std::vector<recording_record> recordings_of(const twilio::room_sid& room) const;
  void begin(composition_record composition);
  void hear(const composition_sid& which, std::span<const std::byte> progress);
  void take(const composition_sid& which, const std::string& why_failed);
  void fail(composition_record composition, const std::string& why);
  void stop(const composition_record& composition);
  void change(const composition_record& composition, const composition_moment& moment = {});
  void set_timer();

  recording_archive& recordings_;
  const base::clock& clock_;
  base::random_source& random_;
  composing_services services_;
  compositions_folder folder_;
  composition_register records_;
  composition_queue queue_;
  std::map<composition_sid, work> under_way_;
  std::shared_ptr<void> timer_;
  listener listen_;
};

}  // namespace flex_video::rooms
