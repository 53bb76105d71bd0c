#include "libav.hpp"
#include "matroska_file.hpp"

#include "flex_video/recording/errc.hpp"
#include "flex_video/recording/file_writer.hpp"

#include <algorithm>
#include <optional>
#include <span>

namespace flex_video::recording {
namespace {

std::optional<track_format> read_format(const AVCodecParameters& from) {
  const auto which = [&]() -> std::optional<codec> {
    if (from.codec_id == AV_CODEC_ID_OPUS) return codec::opus;
    if (from.codec_id == AV_CODEC_ID_VP8) return codec::vp8;
    if (from.codec_id == AV_CODEC_ID_H264) return codec::h264;
    return std::nullopt;
  }();
  if (!which) return std::nullopt;
  track_format format{.codec = *which};
  if (!is_video(*which)) return format;
  format.width = static_cast<std::uint16_t>(from.width);
  format.height = static_cast<std::uint16_t>(from.height);
  const auto configuration =
      std::as_bytes(std::span{from.extradata, static_cast<std::size_t>(from.extradata_size)});
  format.decoder_configuration.assign(configuration.begin(), configuration.end());
  return format;
}

class matroska_reader {
 public:
  bool open(const std::filesystem::path& path) {
    libav::be_quiet();
    AVFormatContext* context = nullptr;
    const auto address = "file:" + path.string();  // or what is before a colon would be a protocol
    const auto* const format = av_find_input_format("matroska");
    if (avformat_open_input(&context, address.c_str(), format, nullptr) < 0) return false;
    context_.reset(context);
    if (context->nb_streams != 1) return false;
    format_ = read_format(*context->streams[0]->codecpar);
    return format_.has_value();
  }
  const track_format& format() const { return *format_; }

  /// Nothing at the end, which is also where the file was cut off.
  std::optional<media_frame> next() {
    av_packet_unref(packet_.get());
    if (av_read_frame(context_.get(), packet_.get()) < 0) return std::nullopt;
    const auto base = context_->streams[0]->time_base;
    const auto milliseconds = [&](std::int64_t time) {
      return std::chrono::milliseconds{av_rescale_q(time, base, {1, 1000})};
    };
    const auto bytes = std::as_bytes(std::span{packet_->data, static_cast<std::size_t>(packet_->size)});
    return media_frame{
        .time = milliseconds(packet_->pts),
        .duration = is_video(format_->codec) ? std::chrono::milliseconds{0} : milliseconds(packet_->duration),
        .key = (packet_->flags & AV_PKT_FLAG_KEY) != 0,
        .bytes = {bytes.begin(), bytes.end()}};
  }

 private:
  libav::input context_;
  libav::packet packet_{av_packet_alloc()};
  std::optional<track_format> format_;
};

base::result<file_facts> copy(matroska_reader& from, matroska_file& to) {
  bool empty = true;
  while (const auto frame = from.next()) {
    empty = false;
    if (const auto written = to.write(*frame); !written) return std::unexpected{written.error()};
  }
  if (empty) return base::fail(errc::not_readable, "nothing was recorded");
  return to.finish();
}

}  // namespace

base::result<file_facts> recover_file(const std::filesystem::path& path, base::time_point began) {
  matroska_reader reader;
  if (!reader.open(path)) return base::fail(errc::not_readable);
  auto beside = path;
  beside += ".recovering";
  std::error_code ignored;
  std::filesystem::remove(beside, ignored);  // of an attempt that did not end
  auto file = matroska_file::create(beside, reader.format(), began);
  if (!file) return std::unexpected{file.error()};
  auto facts = copy(reader, *file);
  std::error_code failed;
  if (facts) std::filesystem::rename(beside, path, failed);
  if (!facts || failed) std::filesystem::remove(beside, ignored);
  if (failed) return base::fail(errc::not_written, failed.message());
  return facts;
}

}  // namespace flex_video::recording
