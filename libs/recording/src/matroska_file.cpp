#include "matroska_file.hpp"

#include "libav.hpp"
#include "output_file.hpp"

#include "flex_video/recording/errc.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <span>
#include <string>
#include <utility>

namespace flex_video::recording {
namespace {

constexpr int buffer_bytes = 64 * 1024;

/// The head of an Ogg Opus stream (RFC 7845 section 5.1), which Matroska takes as well: two channels, as
/// WebRTC has (RFC 7587 section 7), nothing to skip, since what is recorded began before the file.
constexpr std::array opus_head{'O',  'p',  'u',    's',    'H',  'e',  'a',  'd',  '\1', '\2',
                               '\0', '\0', '\x80', '\xbb', '\0', '\0', '\0', '\0', '\0'};

std::string iso_time(base::time_point at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{at - day};
  std::array<char, 40> text{};
  const auto length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
      static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

int write_some(void* opaque, std::uint8_t* bytes, int size) {
  auto& file = *static_cast<output_file*>(opaque);
  return file.write(std::as_bytes(std::span{bytes, static_cast<std::size_t>(size)})) ? size : AVERROR(EIO);
}

std::int64_t seek_to(void* opaque, std::int64_t offset, int whence) {
  auto& file = *static_cast<output_file*>(opaque);
  whence &= ~AVSEEK_FORCE;
  if (whence == AVSEEK_SIZE) return file.size();
  if (whence == SEEK_CUR) offset += file.position();
  if (whence == SEEK_END) offset += file.size();
  return file.seek(offset) ? offset : AVERROR(EINVAL);
}

AVCodecID codec_id(codec which) {
  switch (which) {
    case codec::opus:
      return AV_CODEC_ID_OPUS;
    case codec::vp8:
      return AV_CODEC_ID_VP8;
    case codec::h264:
      return AV_CODEC_ID_H264;
  }
  return AV_CODEC_ID_NONE;
}

std::span<const std::byte> decoder_configuration(const track_format& format) {
  if (format.codec == codec::opus) return std::as_bytes(std::span{opus_head});
  return format.decoder_configuration;
}

/// False without memory.
bool describe(const track_format& format, AVCodecParameters& to) {
  to.codec_id = codec_id(format.codec);
  to.codec_type = is_video(format.codec) ? AVMEDIA_TYPE_VIDEO : AVMEDIA_TYPE_AUDIO;
  to.width = format.width;
  to.height = format.height;
  if (format.codec == codec::opus) {
    to.sample_rate = 48'000;
    to.seek_preroll = 3'840;  // 80 ms, RFC 7845 section 4.6
    av_channel_layout_default(&to.ch_layout, 2);
  }
  const auto configuration = decoder_configuration(format);
  if (configuration.empty()) return true;
  to.extradata = static_cast<std::uint8_t*>(av_mallocz(configuration.size() + AV_INPUT_BUFFER_PADDING_SIZE));
  if (!to.extradata) return false;
  to.extradata_size = static_cast<int>(configuration.size());
  std::memcpy(to.extradata, configuration.data(), configuration.size());
  return true;
}

}  // namespace

class matroska_file::muxer {
 public:
  explicit muxer(output_file file) : file_(std::move(file)), packet_(av_packet_alloc()) {}

  base::result<void> begin(const track_format& format, base::time_point began) {
    auto* const buffer = static_cast<std::uint8_t*>(av_malloc(buffer_bytes));
    io_.reset(avio_alloc_context(buffer, buffer_bytes, 1, &file_, nullptr, write_some, seek_to));
    libav::be_quiet();
    AVFormatContext* context = nullptr;
    avformat_alloc_output_context2(&context, nullptr, "matroska", nullptr);
    context_.reset(context);
    if (!io_ || !context || !packet_) return base::fail(errc::not_written, "out of memory");
    context->pb = io_.get();
    context->flags |= AVFMT_FLAG_CUSTOM_IO;
    auto* const stream = avformat_new_stream(context, nullptr);
    if (!stream || !describe(format, *stream->codecpar))
      return base::fail(errc::not_written, "out of memory");
    stream->time_base = {1, 1000};
    av_dict_set(&context->metadata, "creation_time", iso_time(began).c_str(), 0);
    if (auto done = outcome(avformat_write_header(context, nullptr)); !done) return done;
    return flush();
  }

  base::result<void> write(const media_frame& frame) {
    if (frame.time - flushed_ >= longest_cluster) {
      if (auto done = flush(); !done) return done;
      flushed_ = frame.time;
    }
    // libavformat does not write to what it is given without a reference.
    packet_->data = reinterpret_cast<std::uint8_t*>(const_cast<std::byte*>(frame.bytes.data()));
    packet_->size = static_cast<int>(frame.bytes.size());
    packet_->pts = packet_->dts = frame.time.count();
    packet_->duration = frame.duration.count();
    packet_->flags = frame.key ? AV_PKT_FLAG_KEY : 0;
    auto done = outcome(av_write_frame(context_.get(), packet_.get()));
    av_packet_unref(packet_.get());
    end_ = std::max(end_, frame.time + frame.duration);
    return done;
  }

  base::result<void> flush() {
    if (auto done = outcome(av_write_frame(context_.get(), nullptr)); !done) return done;
    avio_flush(io_.get());
    return outcome(io_->error);
  }

  base::result<file_facts> finish() {
    if (auto done = outcome(av_write_trailer(context_.get())); !done) return std::unexpected{done.error()};
    avio_flush(io_.get());
    if (auto done = outcome(io_->error); !done) return std::unexpected{done.error()};
    if (!file_.sync()) return base::fail(errc::not_written, "sync");
    return file_facts{.duration = end_, .bytes = static_cast<std::uint64_t>(file_.size())};
  }

 private:
  static base::result<void> outcome(int code) {
    if (code >= 0) return {};
    return base::fail(errc::not_written, libav::message(code));
  }

  output_file file_;
  libav::io io_;
  libav::output context_;
  libav::packet packet_;
  std::chrono::milliseconds flushed_{};
  std::chrono::milliseconds end_{};
};

matroska_file::matroska_file(std::unique_ptr<muxer> begun) : muxer_(std::move(begun)) {}
matroska_file::~matroska_file() = default;
matroska_file::matroska_file(matroska_file&&) noexcept = default;

base::result<matroska_file> matroska_file::create(const std::filesystem::path& path,
                                                  const track_format& format, base::time_point began) {
  auto file = output_file::create(path);
  if (!file) return std::unexpected{file.error()};
  auto made = std::make_unique<muxer>(std::move(*file));
  if (auto begun = made->begin(format, began); !begun) return std::unexpected{begun.error()};
  return matroska_file{std::move(made)};
}

base::result<void> matroska_file::write(const media_frame& frame) { return muxer_->write(frame); }
base::result<void> matroska_file::flush() { return muxer_->flush(); }
base::result<file_facts> matroska_file::finish() { return muxer_->finish(); }

}  // namespace flex_video::recording
