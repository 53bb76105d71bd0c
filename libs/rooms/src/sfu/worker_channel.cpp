#include "sfu/worker_channel.hpp"

#include <FBS/message.h>

#include <algorithm>
#include <cstring>

namespace flex_video::rooms {
namespace {

std::string_view view(const flatbuffers::String* text) {
  return text == nullptr ? std::string_view{} : std::string_view{text->c_str(), text->size()};
}

std::span<const std::byte> bytes_of(const flatbuffers::Vector<std::uint8_t>* data) {
  return std::as_bytes(std::span{data->data(), data->size()});
}

transport_parameters read(const FBS::WebRtcTransport::DumpResponse& transport) {
  transport_parameters parameters{.ice_ufrag = transport.iceParameters()->usernameFragment()->str(),
                                  .ice_password = transport.iceParameters()->password()->str(),
                                  .candidates = {},
                                  .fingerprint = {}};
  for (const auto* const candidate : *transport.iceCandidates()) {
    parameters.candidates.push_back({.foundation = candidate->foundation()->str(),
                                     .priority = candidate->priority(),
                                     .address = candidate->address()->str(),
                                     .port = candidate->port(),
                                     .tcp = candidate->protocol() == FBS::Transport::Protocol::TCP});
  }
  for (const auto* const fingerprint : *transport.dtlsParameters()->fingerprints()) {
    if (fingerprint->algorithm() == FBS::WebRtcTransport::FingerprintAlgorithm::SHA256)
      parameters.fingerprint = fingerprint->value()->str();
  }
  return parameters;
}

template <class Stats>
stream_statistics read_stream(const Stats& stats, bool out) {
  stream_statistics stream{.out = out, .measured = {}, .round_trip = 0};
  stream.measured.bytes = stats.byteCount();
  stream.measured.packets = stats.packetCount();
  stream.measured.bitrate = static_cast<std::uint32_t>(std::min<std::uint64_t>(stats.bitrate(), UINT32_MAX));
  // What both directions have lies in a table of its own, which the schema lets be anything.
  if (const auto* const base = stats.base()->data_as_BaseStats()) {
    stream.measured.packets_lost = static_cast<std::uint64_t>(std::max(base->packetsLost(), 0));
    stream.measured.fraction_lost = base->fractionLost() / 256.0;  // RFC 3550 section 6.4.1
    stream.measured.jitter = base->jitter();
    stream.round_trip = base->roundTripTime();
  }
  return stream;
}

std::vector<stream_statistics> read(
    const flatbuffers::Vector<flatbuffers::Offset<FBS::RtpStream::Stats>>& all) {
  std::vector<stream_statistics> streams;
  for (const auto* const stats : all) {
    if (const auto* const sent = stats->data_as_SendStats()) streams.push_back(read_stream(*sent, true));
    if (const auto* const received = stats->data_as_RecvStats())
      streams.push_back(read_stream(*received, false));
  }
  return streams;
}

transport_estimate read(const FBS::Transport::Stats& stats) {
  const auto available = stats.availableOutgoingBitrate();
  return {.available_outgoing = available.has_value() ? std::optional{*available} : std::nullopt};
}

answer_received read(const FBS::Response::Response& response) {
  answer_received answer{.request = response.id(),
                         .outcome = request_outcome::accepted,
                         .reason = view(response.reason()),
                         .body = {}};
  if (!response.accepted()) {
    answer.outcome =
        view(response.error()) == "NotFoundError" ? request_outcome::gone : request_outcome::refused;
    return answer;
  }
  if (const auto* const transport = response.body_as_WebRtcTransport_DumpResponse())
    answer.body = read(*transport);
  if (const auto* const ice = response.body_as_Transport_RestartIceResponse())
    answer.body =
        ice_credentials{.ufrag = ice->usernameFragment()->str(), .password = ice->password()->str()};
  if (const auto* const stats = response.body_as_WebRtcTransport_GetStatsResponse())
    answer.body = read(*stats->base());
  if (const auto* const stats = response.body_as_Producer_GetStatsResponse())
    answer.body = read(*stats->stats());
  if (const auto* const stats = response.body_as_Consumer_GetStatsResponse())
    answer.body = read(*stats->stats());
  return answer;
}

notification_received read(const FBS::Notification::Notification& notification) {
  notification_received read{.about = view(notification.handlerId()), .body = {}};
  if (notification.event() == FBS::Notification::Event::WORKER_RUNNING) read.body = worker_running{};
  if (const auto* const ice = notification.body_as_WebRtcTransport_IceStateChangeNotification();
      ice != nullptr && ice->iceState() == FBS::WebRtcTransport::IceState::DISCONNECTED)
    read.body = ice_disconnected{};
  if (const auto* const dtls = notification.body_as_WebRtcTransport_DtlsStateChangeNotification();
      dtls != nullptr && (dtls->dtlsState() == FBS::WebRtcTransport::DtlsState::FAILED ||
                          dtls->dtlsState() == FBS::WebRtcTransport::DtlsState::CLOSED))
    read.body = dtls_ended{};
  if (const auto* const sctp = notification.body_as_Transport_SctpStateChangeNotification();
      sctp != nullptr && sctp->sctpState() == FBS::SctpAssociation::SctpState::CONNECTED)
    read.body = sctp_ready{};
  if (notification.event() == FBS::Notification::Event::CONSUMER_LAYERS_CHANGE) {
    const auto* const change = notification.body_as_Consumer_LayersChangeNotification();
    const auto* const layers = change == nullptr ? nullptr : change->layers();
    read.body = layer_sent{layers == nullptr ? std::nullopt : std::optional{layers->spatialLayer()}};
  }
  if (const auto* const rtp = notification.body_as_Consumer_RtpNotification())
    read.body = packet_sent{bytes_of(rtp->data())};
  if (const auto* const message = notification.body_as_DataConsumer_MessageNotification())
    read.body = message_sent{.ppid = message->ppid(), .bytes = bytes_of(message->data())};
  if (const auto* const speaker = notification.body_as_ActiveSpeakerObserver_DominantSpeakerNotification())
    read.body = speaker_heard{view(speaker->producerId())};
  return read;
}

std::optional<worker_message> read(std::span<const std::byte> bytes) {
  const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  flatbuffers::Verifier verifier{data, bytes.size()};
  if (!FBS::Message::VerifySizePrefixedMessageBuffer(verifier)) return {};
  const auto* const message = FBS::Message::GetSizePrefixedMessage(data);
  if (const auto* const response = message->data_as_Response()) return read(*response);
  if (const auto* const notification = message->data_as_Notification()) return read(*notification);
  if (const auto* const log = message->data_as_Log()) return log_received{view(log->data())};
  return {};
}

}  // namespace

bool worker_channel::received(std::span<const std::byte> bytes,
                              const std::function<void(const worker_message&)>& heard) {
  constexpr auto prefix = sizeof(std::uint32_t);
  if (broken_) return false;
  begun_.insert(begun_.end(), bytes.begin(), bytes.end());
  std::size_t done = 0;
  std::vector<std::byte> aligned;
  while (begun_.size() - done >= prefix) {
    std::uint32_t size = 0;
    std::memcpy(&size, begun_.data() + done, prefix);
    if (size > largest_message - prefix) return !(broken_ = true);
    if (begun_.size() - done < prefix + size) break;
    // Flatbuffers must lie where their numbers may be read, and a message may begin anywhere.
    const auto begin = begun_.begin() + static_cast<std::ptrdiff_t>(done);
    aligned.assign(begin, begin + static_cast<std::ptrdiff_t>(prefix + size));
    const auto message = read(aligned);
    if (!message) return !(broken_ = true);
    done += prefix + size;
    heard(*message);
  }
  begun_.erase(begun_.begin(), begun_.begin() + static_cast<std::ptrdiff_t>(done));
  return true;
}

}  // namespace flex_video::rooms
