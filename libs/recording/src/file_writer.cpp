#include "flex_video/recording/file_writer.hpp"

#include "matroska_file.hpp"

#include "flex_video/recording/errc.hpp"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>
#include <vector>

namespace flex_video::recording {
namespace {

using steady = std::chrono::steady_clock;

struct open_file {
  matroska_file file;
  std::optional<steady::time_point> unflushed = {};  ///< since when
};

}  // namespace

class file_writer::files {
 public:
  files(const limits& limits, std::function<void(const file_ended&)> tell)
      : limits_(limits), tell_(std::move(tell)), thread_([this] { work(); }) {}

  ~files() {
    {
      const std::lock_guard lock{mutex_};
      stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
  }

  void post(std::function<void()> run) {
    {
      const std::lock_guard lock{mutex_};
      tasks_.push_back({.run = std::move(run)});
    }
    changed_.notify_one();
  }

  void post(file_id id, media_frame frame) {
    const auto bytes = frame.bytes.size();
    {
      const std::lock_guard lock{mutex_};
      if (given_up_.contains(id)) return;
      if (waiting_bytes_ + bytes > limits_.waiting_bytes) {
        given_up_.insert(id);
        tasks_.push_back({.run = [this, id] { fail(id, base::fail(errc::too_slow).error()); }});
      } else {
        waiting_bytes_ += bytes;
        tasks_.push_back({.run = [this, id, frame = std::move(frame)] { write(id, frame); }, .bytes = bytes});
      }
    }
    changed_.notify_one();
  }

  void open(file_id id, const std::filesystem::path& path, const track_format& format,
            base::time_point began) {
    auto file = matroska_file::create(path, format, began);
    if (file)
      files_.emplace(id, open_file{.file = std::move(*file)});
    else
      tell_({.id = id, .outcome = std::unexpected{file.error()}});
  }

  void write(file_id id, const media_frame& frame) {
    const auto found = files_.find(id);
    if (found == files_.end()) return;
    if (const auto written = found->second.file.write(frame); !written) return fail(id, written.error());
    if (!found->second.unflushed) found->second.unflushed = steady::now();
  }

  void finish(file_id id) {
    {
      const std::lock_guard lock{mutex_};
      given_up_.erase(id);
    }
    auto file = files_.extract(id);
    if (file) tell_({.id = id, .outcome = file.mapped().file.finish()});
  }

 private:
  struct task {
    std::function<void()> run;
    std::size_t bytes = 0;
  };

  void work() {
    std::unique_lock lock{mutex_};
    while (!stopping_ || !tasks_.empty()) {
      changed_.wait_for(lock, limits_.flush_after / 2, [this] { return stopping_ || !tasks_.empty(); });
      auto tasks = std::exchange(tasks_, {});
      lock.unlock();
      for (const auto& each : tasks) run(each);
      flush_older_than(steady::now() - limits_.flush_after);
      lock.lock();
    }
    lock.unlock();
    while (!files_.empty()) finish(files_.begin()->first);
  }

  void run(const task& next) {
    next.run();
    const std::lock_guard lock{mutex_};
    waiting_bytes_ -= next.bytes;
  }

  void flush_older_than(steady::time_point oldest) {
    std::vector<std::pair<file_id, base::error>> failed;
    for (auto& [id, each] : files_) {
      if (!each.unflushed || *each.unflushed > oldest) continue;
      each.unflushed.reset();
      if (const auto flushed = each.file.flush(); !flushed) failed.emplace_back(id, flushed.error());
    }
    for (const auto& [id, why] : failed) fail(id, why);
  }

  void fail(file_id id, const base::error& why) {
    if (files_.erase(id) > 0) tell_({.id = id, .outcome = std::unexpected{why}});
  }

  const limits limits_;
  const std::function<void(const file_ended&)> tell_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<task> tasks_;
  std::size_t waiting_bytes_ = 0;
  std::set<file_id> given_up_;  ///< until they are finished: what comes for them need not wait
  bool stopping_ = false;
  std::map<file_id, open_file> files_;  ///< the thread's own
  std::thread thread_;                  ///< after all that it touches
};

file_writer::file_writer(const limits& bounds, std::function<void(const file_ended&)> tell)
    : files_(std::make_unique<files>(bounds, std::move(tell))) {}
file_writer::~file_writer() = default;

void file_writer::open(file_id id, const std::filesystem::path& path, const track_format& format,
                       base::time_point began) {
  files_->post([files = files_.get(), id, path, format, began] { files->open(id, path, format, began); });
}

void file_writer::write(file_id id, media_frame frame) { files_->post(id, std::move(frame)); }

void file_writer::finish(file_id id) {
  files_->post([files = files_.get(), id] { files->finish(id); });
}

}  // namespace flex_video::recording
