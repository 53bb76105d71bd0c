#pragma once

#include "asio.hpp"

#include "flex_video/net/http.hpp"
#include "flex_video/net/workers.hpp"

#include <atomic>
#include <optional>

namespace flex_video::net {

/// Calls `answer` on a worker while this coroutine waits and the loop goes on; the arguments must stay until
/// it returns. What the handler throws is thrown here. The answer is 503 problem "overloaded" if no worker
/// will have it, and nothing if it was `abandoned` before a worker came to it.
task<std::optional<response>> call_on_worker(workers& crew, const handler& answer, const request& asked,
                                             const std::atomic<bool>& abandoned);

}  // namespace flex_video::net
