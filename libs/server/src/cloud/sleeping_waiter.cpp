#include "flex_video/server/twilio_cloud.hpp"

#include <thread>

namespace flex_video::server {

void sleeping_waiter::wait(std::chrono::milliseconds time) { std::this_thread::sleep_for(time); }

}  // namespace flex_video::server
