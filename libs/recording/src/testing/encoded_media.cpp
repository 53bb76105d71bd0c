#include "testing/encoded_media.hpp"

#include "libav.hpp"

#include <cstdio>
#include <cstdlib>
#include <span>
#include <stdexcept>

namespace flex_video::recording {
namespace {

constexpr int largest_packet = 1200;

void require(bool holds, const std::string& what) {
  if (!holds) throw std::runtime_error{what};
}

libav::input open(const std::filesystem::path& path) {
  AVFormatContext* context = nullptr;
  require(avformat_open_input(&context, path.c_str(), nullptr, nullptr) >= 0, "no media in " + path.string());
  return libav::input{context};
}

std::string encoder(codec which) {
  switch (which) {
    case codec::opus:
      return "-c:a libopus -ac 2 -ar 48000 -b:a 32k -f matroska";
    case codec::vp8:
      return "-c:v libvpx -deadline realtime -cpu-used 8 -b:v 400k -g 30 -pix_fmt yuv420p -f matroska";
    case codec::h264:
      // In a transport stream each key frame has its parameter sets, as a browser sends it.
      return "-c:v libx264 -profile:v baseline -preset ultrafast -tune zerolatency -b:v 400k -g 30 -pix_fmt "
             "yuv420p -f mpegts";
  }
  return {};
}

struct packing {
  std::chrono::milliseconds now{};
  std::vector<sent_packet> packets;
};

int take_packet(void* opaque, std::uint8_t* bytes, int size) {
  auto& into = *static_cast<packing*>(opaque);
  const auto packet = std::as_bytes(std::span{bytes, static_cast<std::size_t>(size)});
  into.packets.push_back({.at = into.now, .bytes = {packet.begin(), packet.end()}});
  return size;
}

std::vector<sent_packet> pack(const std::filesystem::path& encoded) {
  const auto input = open(encoded);
  require(avformat_find_stream_info(input.get(), nullptr) >= 0, "no streams");
  packing into;
  auto* const buffer = static_cast<std::uint8_t*>(av_malloc(largest_packet));
  const libav::io io{avio_alloc_context(buffer, largest_packet, 1, &into, nullptr, take_packet, nullptr)};
  io->max_packet_size = largest_packet;
  AVFormatContext* context = nullptr;
  avformat_alloc_output_context2(&context, nullptr, "rtp", nullptr);
  const libav::output output{context};
  context->pb = io.get();
  context->packet_size = largest_packet;
  auto* const stream = avformat_new_stream(context, nullptr);
  avcodec_parameters_copy(stream->codecpar, input->streams[0]->codecpar);
  AVDictionary* options = nullptr;
  av_dict_set(&options, "payload_type", "96", 0);
  av_dict_set(&options, "rtpflags", "skip_rtcp", 0);
  const int begun = avformat_write_header(context, &options);
  av_dict_free(&options);
  require(begun >= 0, libav::message(begun));
  const libav::packet packet{av_packet_alloc()};
  std::int64_t first = AV_NOPTS_VALUE;
  while (av_read_frame(input.get(), packet.get()) >= 0) {
    av_packet_rescale_ts(packet.get(), input->streams[0]->time_base, stream->time_base);
    if (first == AV_NOPTS_VALUE) first = packet->pts;
    into.now = std::chrono::milliseconds{av_rescale_q(packet->pts - first, stream->time_base, {1, 1000})};
    require(av_write_frame(context, packet.get()) >= 0, "not packed");
    avio_flush(io.get());
    av_packet_unref(packet.get());
  }
  av_write_trailer(context);
  return into.packets;
}

}  // namespace

temporary_folder::temporary_folder() {
  auto name = (std::filesystem::temp_directory_path() / "recording-XXXXXX").string();
  require(mkdtemp(name.data()) != nullptr, "no temporary folder");
  path_ = name;
}

temporary_folder::~temporary_folder() { std::filesystem::remove_all(path_); }

std::vector<sent_packet> encode(codec codec, const std::string& source) {
  const temporary_folder folder;
  const auto encoded = folder / "encoded";
  output_of("ffmpeg -v error -f lavfi -i \"" + source + "\" " + encoder(codec) + " " + encoded.string());
  return pack(encoded);
}

file_contents read_file(const std::filesystem::path& path) {
  const auto input = open(path);
  require(input->nb_streams == 1, "one track");
  const auto& stream = *input->streams[0];
  file_contents contents{.codec = avcodec_get_name(stream.codecpar->codec_id),
                         .width = stream.codecpar->width,
                         .height = stream.codecpar->height,
                         .frames = {}};
  if (input->duration != AV_NOPTS_VALUE)
    contents.duration = std::chrono::milliseconds{av_rescale(input->duration, 1000, AV_TIME_BASE)};
  const libav::packet packet{av_packet_alloc()};
  while (av_read_frame(input.get(), packet.get()) >= 0) {
    const auto bytes = std::as_bytes(std::span{packet->data, static_cast<std::size_t>(packet->size)});
    contents.frames.push_back(
        {.time = std::chrono::milliseconds{av_rescale_q(packet->pts, stream.time_base, {1, 1000})},
         .key = (packet->flags & AV_PKT_FLAG_KEY) != 0,
         .bytes = {bytes.begin(), bytes.end()}});
    av_packet_unref(packet.get());
  }
  return contents;
}

std::string output_of(const std::string& command) {
  auto* const process = ::popen((command + " 2>&1 </dev/null").c_str(), "r");
  require(process != nullptr, "no process");
  std::string output(1 << 20, '\0');
  output.resize(std::fread(output.data(), 1, output.size(), process));
  require(::pclose(process) == 0, command + ": " + output);
  return output;
}

}  // namespace flex_video::recording
