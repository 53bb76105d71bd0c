#pragma once

extern "C" {
#include <libavformat/avformat.h>
}

#include <memory>
#include <string>

// Owners of what libavformat allocates, each freeing it its way.

namespace flex_video::recording::libav {

struct frees {
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
  void operator()(AVIOContext* io) const {
    av_freep(&io->buffer);  // which may be another than it was given
    avio_context_free(&io);
  }
};
struct frees_output {
  void operator()(AVFormatContext* context) const { avformat_free_context(context); }
};
struct closes_input {
  void operator()(AVFormatContext* context) const { avformat_close_input(&context); }
};

using packet = std::unique_ptr<AVPacket, frees>;
using io = std::unique_ptr<AVIOContext, frees>;  ///< its buffer with it
using output = std::unique_ptr<AVFormatContext, frees_output>;
using input = std::unique_ptr<AVFormatContext, closes_input>;

/// What goes wrong is returned, and a file that ends too early is nothing to complain of. Of the whole
/// process.
inline void be_quiet() { av_log_set_level(AV_LOG_QUIET); }

inline std::string message(int code) {
  char text[AV_ERROR_MAX_STRING_SIZE] = {};
  av_strerror(code, text, sizeof text);
  return text;
}

}  // namespace flex_video::recording::libav
