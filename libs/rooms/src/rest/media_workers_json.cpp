#include "rest/media_workers_json.hpp"

#include <boost/json/array.hpp>

#include <numeric>

namespace flex_video::rooms {

boost::json::object write_media_workers(std::span<const media_worker_state> workers) {
  boost::json::array list;
  for (const auto& each : workers) {
    list.push_back({{"running", each.running},
                    {"rooms", each.load.routers},
                    {"participants", each.load.transports},
                    {"streams", each.load.streams},
                    {"streams_at_most", each.streams_at_most},
                    {"cpu_seconds", std::chrono::duration<double>{each.cpu}.count()},
                    {"losses", std::accumulate(each.losses.begin(), each.losses.end(), std::uint64_t{0})}});
  }
  return {{"media_workers", std::move(list)}};
}

}  // namespace flex_video::rooms
