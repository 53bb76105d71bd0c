#include "flex_video/server/twilio_cloud.hpp"

#include "cloud/rest_caller.hpp"
#include "cloud/twilio_identity.hpp"
#include "cloud/twilio_messages.hpp"
#include "cloud/twilio_tasks.hpp"
#include "cloud/twilio_video.hpp"
#include "cloud/worker_names.hpp"

namespace flex_video::server {

struct twilio_cloud::parts {
  parts(net::http_client& http, twilio_cloud_options with, const base::clock& clock,
        base::random_source& random, waiter& waiter)
      : options(std::move(with)),
        video_api(http, options, options.video_url, clock, random, waiter),
        iam_api(http, options, options.iam_url, clock, random, waiter),
        taskrouter_api(http, options, options.taskrouter_url, clock, random, waiter),
        conversations_api(http, options, options.conversations_url, clock, random, waiter),
        names(taskrouter_api, options, clock),
        video(video_api, options),
        identity(iam_api, names, options, clock),
        tasks(taskrouter_api, options),
        messages(conversations_api) {}

  twilio_cloud_options options;
  cloud::rest_caller video_api;
  cloud::rest_caller iam_api;
  cloud::rest_caller taskrouter_api;
  cloud::rest_caller conversations_api;
  cloud::worker_names names;
  cloud::twilio_video video;
  cloud::twilio_identity identity;
  cloud::twilio_tasks tasks;
  cloud::twilio_messages messages;
};

twilio_cloud::twilio_cloud(net::http_client& http, twilio_cloud_options options, const base::clock& clock,
                           base::random_source& random, waiter& waiter)
    : parts_(std::make_unique<parts>(http, std::move(options), clock, random, waiter)) {}
twilio_cloud::~twilio_cloud() = default;

core::video_provider& twilio_cloud::video() { return parts_->video; }
core::flex_identity& twilio_cloud::identity() { return parts_->identity; }
core::task_directory& twilio_cloud::tasks() { return parts_->tasks; }
core::conversation_messages& twilio_cloud::messages() { return parts_->messages; }

}  // namespace flex_video::server
