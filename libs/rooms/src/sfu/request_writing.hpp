#pragma once

#include "sfu/worker_requests.hpp"

#include <FBS/message.h>

#include <string>

namespace flex_video::rooms {

/// The message of a request whose `body`, of the kind `type`, is in `builder`.
template <class Body>
channel_message finish_request(flatbuffers::FlatBufferBuilder& builder, std::uint32_t request,
                               FBS::Request::Method method, const std::string& handler,
                               FBS::Request::Body type, flatbuffers::Offset<Body> body) {
  const auto asked =
      FBS::Request::CreateRequestDirect(builder, request, method, handler.c_str(), type, body.Union());
  builder.FinishSizePrefixed(
      FBS::Message::CreateMessage(builder, FBS::Message::Body::Request, asked.Union()));
  const auto bytes = std::as_bytes(std::span{builder.GetBufferPointer(), builder.GetSize()});
  return {bytes.begin(), bytes.end()};
}

}  // namespace flex_video::rooms
