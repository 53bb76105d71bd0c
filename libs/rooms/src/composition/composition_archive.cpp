#include "composition/composition_archive.hpp"

#include "composition/composition_command.hpp"
#include "composition/composition_plan.hpp"
#include "composition/video_layout.hpp"

#include <algorithm>
#include <utility>

namespace flex_video::rooms {

composition_archive::composition_archive(recording_archive& recordings, const base::clock& clock,
                                         base::random_source& random, composing_services services,
                                         const composition_limits& limits)
    : recordings_(recordings),
      clock_(clock),
      random_(random),
      services_(std::move(services)),
      folder_(recordings.folder()),
      queue_(limits, clock) {
  for (const auto& each : folder_.recover()) {
    records_.put(each);
    if (!is_over(each)) queue_.add(each.sid);
  }
  set_timer();
}

const composition_record* composition_archive::add(const twilio::room_sid& room,
                                                   const composition_wish& wish) {
  const auto recorded = recordings_of(room);
  if (recorded.empty()) return nullptr;
  composition_record made{
      .ordinal = records_.count(),
      .sid = composition_sid::generate(random_),
      .room = room,
      .room_name = recorded.front().room_name,
      .recorded_from = std::ranges::min(recorded, {}, &recording_record::created).created,
      .recorded_until = std::ranges::max(recorded, {}, &recording_record::updated).updated,
      .wish = wish,
      .created = clock_.now()};
  queue_.add(made.sid);
  change(made);
  set_timer();
  return records_.find(made.ordinal);
}

bool composition_archive::erase(const composition_record& composition) {
  auto deleted = composition;
  stop(deleted);
  const bool gone = folder_.erase(deleted);
  if (gone) {
    deleted.status = composition_status::deleted;
    deleted.deleted = clock_.now();
    change(deleted);
  }
  set_timer();
  return gone;
}

std::size_t composition_archive::forget(base::time_point recorded_before) {
  std::vector<composition_record> due;
  for (const auto* const each : records_.all())
    if (each->recorded_until < recorded_before) due.push_back(*each);
  for (const auto& each : due) {
    stop(each);
    records_.remove(each.ordinal);
    services_.block([folder = folder_, each] { (void)folder.forget(each); });
  }
  set_timer();
  return due.size();
}

void composition_archive::step() {
  for (const auto& which : queue_.overdue()) take(which, "it takes too long");
  const auto ready = [this](const composition_sid& which) { return is_ready(which); };
  while (can_compose()) {
    const auto next = queue_.take_next(ready);
    if (!next) break;
    begin(*records_.find(next->text()));
  }
  set_timer();
}

bool composition_archive::is_ready(const composition_sid& which) const {
  const auto recorded = recordings_of(records_.find(which.text())->room);
  return std::ranges::none_of(
      recorded, [](const recording_record& each) { return each.status == recording_status::processing; });
}

std::vector<recording_record> composition_archive::recordings_of(const twilio::room_sid& room) const {
  std::vector<recording_record> recorded;
  for (const auto* const each : recordings_.records().all())
    if (each->room == room) recorded.push_back(*each);
  std::ranges::reverse(recorded);
  return recorded;
}

void composition_archive::begin(composition_record composition) {
  std::vector<region> regions;
  if (!composition.wish.layout.empty()) {
    auto read = read_video_layout(composition.wish.layout, composition.wish.size);
    if (!read) return fail(std::move(composition), read.error().message);
    regions = std::move(*read);
  }
  const auto plan = plan_composition(composition, regions, recordings_of(composition.room));
  if (!plan) return fail(std::move(composition), "nothing that was recorded is chosen, or too much");
  const auto sid = composition.sid;
  under_way_.emplace(sid, work{.progress = composition_progress{plan->duration}, .duration = plan->duration});
  auto process =
      services_.compose(compose_arguments(*plan, compositions_folder::unfinished(composition)),
                        {.progressed = [this, sid](std::span<const std::byte> bytes) { hear(sid, bytes); },
                         .ended = [this, sid](const std::string& why) { take(sid, why); }});
  if (!process) return fail(std::move(composition), "ffmpeg can't be started");
  under_way_.at(sid).process = std::move(process);
  composition.status = composition_status::processing;
  change(composition);
}

void composition_archive::hear(const composition_sid& which, std::span<const std::byte> progress) {
  auto& of = under_way_.at(which).progress;
  of.hear(progress);
  if (!queue_.advance(which, of.percent()) || !listen_) return;
  const auto remaining = of.remaining(queue_.taken(which)).value_or(std::chrono::seconds{});
  listen_(*records_.find(which.text()), {.progress = composing_progress{of.percent(), remaining}});
}

void composition_archive::take(const composition_sid& which, const std::string& why_failed) {
  auto composition = *records_.find(which.text());
  if (!why_failed.empty()) {
    fail(std::move(composition), why_failed);
  } else if (const auto bytes = folder_.finish(composition); !bytes) {
    fail(std::move(composition), bytes.error().detail);
  } else {
    composition.status = composition_status::completed;
    composition.ended = clock_.now();
    composition.duration = under_way_.at(which).duration;
    composition.bytes = *bytes;
    stop(composition);
    change(composition);
  }
  set_timer();
}

void composition_archive::fail(composition_record composition, const std::string& why) {
  stop(composition);
  (void)folder_.erase(composition);
  composition.status = composition_status::failed;
  composition.ended = clock_.now();
  change(composition, {.why_failed = why});
}

void composition_archive::stop(const composition_record& composition) {
  queue_.remove(composition.sid);
  under_way_.erase(composition.sid);
}

void composition_archive::change(const composition_record& composition, const composition_moment& moment) {
  records_.put(composition);
  services_.block([folder = folder_, composition] { (void)folder.keep(composition); });
  if (listen_) listen_(composition, moment);
}

/// What can be begun is so from the timer alone: whoever asks for a composition is answered first.
void composition_archive::set_timer() {
  using namespace std::chrono_literals;
  const auto ready = [this](const composition_sid& which) { return is_ready(which); };
  timer_.reset();
  if (can_compose() && queue_.has_next(ready)) {
    timer_ = services_.after(0ms, [this] { step(); });
  } else if (const auto due = queue_.next_deadline()) {
    timer_ = services_.after(std::max(*due - clock_.now(), 1ms), [this] { step(); });
  }
}

}  // namespace flex_video::rooms
