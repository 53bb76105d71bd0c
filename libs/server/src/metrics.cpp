#include "flex_video/server/metrics.hpp"

#include "metric_labels.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>

namespace flex_video::server {
namespace {

using boundaries = prometheus::Histogram::BucketBoundaries;

const boundaries call_seconds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
const boundaries store_seconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5};
const boundaries first_frame_seconds{0.5, 1, 2, 3, 5, 8, 13, 20};

/// One series for each value of an enumeration.
template <class Metric, class Enum>
class by {
 public:
  template <class... Arguments>
  by(prometheus::Family<Metric>& family, const std::string& label, const Arguments&... arguments) {
    for (const auto& value : words<Enum>()) series_.push_back(&family.Add({{label, value}}, arguments...));
  }
  Metric& operator[](Enum value) const { return *series_.at(static_cast<std::size_t>(value)); }

 private:
  std::vector<Metric*> series_;
};

/// One series for each media worker: the first is there from the start, the others when they are told of.
template <class Metric>
class by_worker {
 public:
  explicit by_worker(prometheus::Family<Metric>& family) : family_(family) { (*this)[0]; }
  Metric& operator[](std::size_t index) const { return family_.Add({{"worker", std::to_string(index)}}); }

 private:
  prometheus::Family<Metric>& family_;
};

/// One series for each pair of values.
template <class First, class Second>
class by_both {
 public:
  by_both(prometheus::Family<prometheus::Counter>& family, const std::string& first,
          const std::string& second) {
    for (const auto& outer : words<First>()) {
      auto& row = series_.emplace_back();
      for (const auto& inner : words<Second>()) row.push_back(&family.Add({{first, outer}, {second, inner}}));
    }
  }
  prometheus::Counter& at(First first, Second second) const {
    return *series_.at(static_cast<std::size_t>(first)).at(static_cast<std::size_t>(second));
  }

 private:
  std::vector<std::vector<prometheus::Counter*>> series_;
};

template <class Builder>
auto& family(Builder builder, prometheus::Registry& registry, const std::string& name,
             const std::string& help) {
  return builder.Name("flex_video_" + name).Help(help).Register(registry);
}

status_class class_of(unsigned status) {
  return static_cast<status_class>(std::clamp(status / 100, 1U, 5U) - 1);
}

/// Counters know no other way to come to a value.
void raise(prometheus::Counter& counter, double to) { counter.Increment(to - counter.Value()); }

double seconds(std::chrono::microseconds took) { return std::chrono::duration<double>{took}.count(); }

}  // namespace

struct metrics::series {
  using counter = prometheus::Counter;
  using gauge = prometheus::Gauge;
  using histogram = prometheus::Histogram;

  prometheus::Family<counter>& counters(const std::string& name, const std::string& help) {
    return family(prometheus::BuildCounter(), registry, name, help);
  }
  prometheus::Family<gauge>& gauges(const std::string& name, const std::string& help) {
    return family(prometheus::BuildGauge(), registry, name, help);
  }
  prometheus::Family<histogram>& histograms(const std::string& name, const std::string& help) {
    return family(prometheus::BuildHistogram(), registry, name, help);
  }

  prometheus::Registry registry;

  counter& sessions_opened = counters("sessions_opened_total", "Sessions started").Add({});
  by<counter, core::end_reason> sessions_ended{counters("sessions_ended_total", "Sessions ended"), "reason"};
  gauge& sessions_open = gauges("sessions_open", "Sessions that have not ended").Add({});
  by<counter, invite_step> invites{counters("invites_total", "Invites that came so far"), "step"};
  histogram& first_frame =
      histograms("first_frame_seconds", "From the customer's tap on Join to the first picture")
          .Add({}, first_frame_seconds);

  by_both<provider_operation, provider_outcome> provider_calls{
      counters("provider_calls_total", "Calls to Twilio or to our rooms"), "operation", "outcome"};
  by<histogram, provider_operation> provider_took{histograms("provider_call_seconds", "How long they took"),
                                                  "operation", call_seconds};
  by<histogram, store_operation> store_took{histograms("store_call_seconds", "How long the database took"),
                                            "operation", store_seconds};
  counter& store_conflicts =
      counters("store_conflicts_total", "Commits that met a newer state and were decided again").Add({});

  by<counter, core::kept_row> forgotten{
      counters("forgotten_rows_total", "Rows deleted after they were kept long enough"), "row"};

  by<gauge, work_queue> queues{gauges("queue_depth", "What waits to be worked on"), "queue"};
  gauge& streams = gauges("event_streams", "Clients that follow a stream of events").Add({});
  by<gauge, room_kind> rooms{gauges("rooms_in_progress", "Rooms of our own in progress"), "type"};
  gauge& participants = gauges("room_participants", "Participants in our own rooms").Add({});
  gauge& sockets = gauges("signalling_sockets", "Clients' sockets at our own rooms").Add({});
  by_worker<gauge> worker_runs{gauges("media_worker_up", "Whether the media worker runs")};
  by_worker<gauge> worker_rooms{gauges("media_worker_rooms", "Group rooms on it")};
  by_worker<gauge> worker_participants{
      gauges("media_worker_participants", "Their participants' connections")};
  by_worker<gauge> worker_streams{gauges("media_worker_streams", "Streams it carries, in and out")};
  by_worker<counter> worker_cpu{counters("media_worker_cpu_seconds_total", "CPU it used")};
  by<counter, media_worker_loss> workers_lost{
      counters("media_workers_lost_total", "Media workers that were replaced"), "why"};
  by_both<route_class, status_class> requests{counters("http_requests_total", "Requests answered"), "route",
                                              "status"};
  by<counter, caller_kind> limited{counters("rate_limited_total", "Requests told to wait"), "by"};
  by_both<core::webhook_source, webhook_outcome> webhooks{counters("webhooks_total", "Webhooks received"),
                                                          "source", "outcome"};
};

metrics::metrics() : series_(std::make_unique<series>()) {}
metrics::~metrics() = default;

void metrics::session_opened() { series_->sessions_opened.Increment(); }
void metrics::session_ended(core::end_reason reason) { series_->sessions_ended[reason].Increment(); }
void metrics::open_sessions(std::size_t now) { series_->sessions_open.Set(static_cast<double>(now)); }
void metrics::invite(invite_step step) { series_->invites[step].Increment(); }
void metrics::first_frame(std::chrono::milliseconds after_join) {
  series_->first_frame.Observe(seconds(after_join));
}

void metrics::provider_call(provider_operation operation, provider_outcome outcome,
                            std::chrono::microseconds took) {
  series_->provider_calls.at(operation, outcome).Increment();
  series_->provider_took[operation].Observe(seconds(took));
}
void metrics::store_call(store_operation operation, std::chrono::microseconds took) {
  series_->store_took[operation].Observe(seconds(took));
}
void metrics::store_conflict() { series_->store_conflicts.Increment(); }

void metrics::forgotten(const core::row_counts& rows) {
  for (const auto& [kind, name] : core::spelling<core::kept_row>::values)
    series_->forgotten[kind].Increment(static_cast<double>(rows[kind]));
}

void metrics::queue_depth(work_queue queue, std::size_t now) {
  series_->queues[queue].Set(static_cast<double>(now));
}
void metrics::event_streams(std::size_t now) { series_->streams.Set(static_cast<double>(now)); }
void metrics::own_rooms(room_kind kind, std::size_t in_progress) {
  series_->rooms[kind].Set(static_cast<double>(in_progress));
}
void metrics::people_in_rooms(std::size_t participants, std::size_t sockets) {
  series_->participants.Set(static_cast<double>(participants));
  series_->sockets.Set(static_cast<double>(sockets));
}
void metrics::media_workers(std::span<const media_worker_figures> now) {
  std::array<std::uint64_t, 3> losses{};
  for (std::size_t index = 0; index < now.size(); ++index) {
    const auto& of = now[index];
    series_->worker_runs[index].Set(of.running ? 1 : 0);
    series_->worker_rooms[index].Set(static_cast<double>(of.rooms));
    series_->worker_participants[index].Set(static_cast<double>(of.participants));
    series_->worker_streams[index].Set(static_cast<double>(of.streams));
    raise(series_->worker_cpu[index], seconds(of.cpu));
    for (std::size_t why = 0; why < losses.size(); ++why) losses.at(why) += of.losses.at(why);
  }
  for (std::size_t why = 0; why < losses.size(); ++why)
    raise(series_->workers_lost[static_cast<media_worker_loss>(why)], static_cast<double>(losses.at(why)));
}
void metrics::request(route_class route, unsigned status) {
  series_->requests.at(route, class_of(status)).Increment();
}
void metrics::rate_limited(caller_kind kind) { series_->limited[kind].Increment(); }
void metrics::webhook(core::webhook_source source, webhook_outcome outcome) {
  series_->webhooks.at(source, outcome).Increment();
}

std::string metrics::text() const {
  return prometheus::TextSerializer{}.Serialize(series_->registry.Collect());
}

}  // namespace flex_video::server
