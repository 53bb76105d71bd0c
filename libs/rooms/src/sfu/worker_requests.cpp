#include "sfu/worker_requests.hpp"

#include "sfu/request_writing.hpp"

#include <array>
#include <string>
#include <utility>

namespace flex_video::rooms {
namespace {

using FBS::Request::Method;
using body = FBS::Request::Body;
using flatbuffers::FlatBufferBuilder;
using flatbuffers::Offset;

constexpr std::uint32_t largest_data = 262'144;      // bytes of one message; what our SDP says, too
constexpr std::uint32_t data_waiting = 2'000'000;    // bytes that wait for a browser
constexpr std::uint32_t receive_window = 5'242'880;  // bytes
constexpr std::uint16_t speaker_interval = 300;      // milliseconds between two decisions who speaks

channel_message without_body(std::uint32_t request, Method method, const std::string& handler) {
  FlatBufferBuilder builder;
  return finish_request(builder, request, method, handler, body::NONE, Offset<void>{});
}

std::string router_of(const object_name& name) {
  return to_string({.router = name.router, .kind = object_kind::router});
}

std::vector<Offset<FBS::Transport::ListenInfo>> listen_infos(FlatBufferBuilder& builder,
                                                             const media_options& options) {
  std::vector<Offset<FBS::Transport::ListenInfo>> infos;
  for (const auto protocol : {FBS::Transport::Protocol::UDP, FBS::Transport::Protocol::TCP}) {
    for (const auto& address : options.addresses) {
      const auto ports = FBS::Transport::CreatePortRange(builder, options.first_port, options.last_port);
      const auto flags = FBS::Transport::CreateSocketFlags(builder);
      const char* const announced = address.announced.empty() ? nullptr : address.announced.c_str();
      infos.push_back(FBS::Transport::CreateListenInfoDirect(builder, protocol, address.listen.c_str(),
                                                             announced, false, 0, ports, flags));
    }
  }
  return infos;
}

std::optional<FBS::WebRtcTransport::FingerprintAlgorithm> algorithm(std::string_view name) {
  using FBS::WebRtcTransport::FingerprintAlgorithm;
  // RFC 8122 section 5; case doesn't matter there, and browsers write it small.
  constexpr std::array known{
      std::pair{"sha-1", FingerprintAlgorithm::SHA1}, std::pair{"sha-224", FingerprintAlgorithm::SHA224},
      std::pair{"sha-256", FingerprintAlgorithm::SHA256}, std::pair{"sha-384", FingerprintAlgorithm::SHA384},
      std::pair{"sha-512", FingerprintAlgorithm::SHA512}};
  for (const auto& [known_name, which] : known) {
    if (name == known_name) return which;
  }
  return {};
}

}  // namespace

channel_message ask_for_life(std::uint32_t request) {
  return without_body(request, Method::WORKER_GET_RESOURCE_USAGE, "");
}

channel_message create_router(std::uint32_t request, const object_name& router) {
  FlatBufferBuilder builder;
  const auto asked = FBS::Worker::CreateCreateRouterRequestDirect(builder, to_string(router).c_str());
  return finish_request(builder, request, Method::WORKER_CREATE_ROUTER, "", body::Worker_CreateRouterRequest,
                        asked);
}

channel_message close_router(std::uint32_t request, const object_name& router) {
  FlatBufferBuilder builder;
  const auto asked = FBS::Worker::CreateCloseRouterRequestDirect(builder, to_string(router).c_str());
  return finish_request(builder, request, Method::WORKER_CLOSE_ROUTER, "", body::Worker_CloseRouterRequest,
                        asked);
}

channel_message create_webrtc_transport(std::uint32_t request, const object_name& transport,
                                        const media_options& options) {
  FlatBufferBuilder builder;
  const auto infos = listen_infos(builder, options);
  const auto listen = FBS::WebRtcTransport::CreateListenIndividualDirect(builder, &infos);
  FBS::Transport::OptionsBuilder base{builder};
  base.add_initialAvailableOutgoingBitrate(options.initial_outgoing_bitrate);
  base.add_enableSctp(true);
  base.add_maxSendMessageSize(largest_data);
  base.add_maxReceiveMessageSize(largest_data);
  base.add_sctpSendBufferSize(data_waiting);
  base.add_sctpPerStreamSendQueueLimit(data_waiting);
  base.add_sctpMaxReceiverWindowBufferSize(receive_window);
  base.add_isDataChannel(true);
  const auto built = base.Finish();
  const auto described = FBS::WebRtcTransport::CreateWebRtcTransportOptions(
      builder, built, FBS::WebRtcTransport::Listen::ListenIndividual, listen.Union(), true, true, true, false,
      static_cast<std::uint8_t>(options.consent.count()));
  const auto asked =
      FBS::Router::CreateCreateWebRtcTransportRequestDirect(builder, to_string(transport).c_str(), described);
  return finish_request(builder, request, Method::ROUTER_CREATE_WEBRTCTRANSPORT, router_of(transport),
                        body::Router_CreateWebRtcTransportRequest, asked);
}

channel_message create_direct_transport(std::uint32_t request, const object_name& transport) {
  FlatBufferBuilder builder;
  FBS::Transport::OptionsBuilder base{builder};
  base.add_direct(true);
  base.add_maxSendMessageSize(largest_data);
  base.add_maxReceiveMessageSize(largest_data);
  const auto built = base.Finish();
  const auto described = FBS::DirectTransport::CreateDirectTransportOptions(builder, built);
  const auto asked =
      FBS::Router::CreateCreateDirectTransportRequestDirect(builder, to_string(transport).c_str(), described);
  return finish_request(builder, request, Method::ROUTER_CREATE_DIRECTTRANSPORT, router_of(transport),
                        body::Router_CreateDirectTransportRequest, asked);
}

channel_message create_speaker_observer(std::uint32_t request, const object_name& observer) {
  FlatBufferBuilder builder;
  const auto described =
      FBS::ActiveSpeakerObserver::CreateActiveSpeakerObserverOptions(builder, speaker_interval);
  const auto asked = FBS::Router::CreateCreateActiveSpeakerObserverRequestDirect(
      builder, to_string(observer).c_str(), described);
  return finish_request(builder, request, Method::ROUTER_CREATE_ACTIVESPEAKEROBSERVER, router_of(observer),
                        body::Router_CreateActiveSpeakerObserverRequest, asked);
}

channel_message close_transport(std::uint32_t request, const object_name& transport) {
  FlatBufferBuilder builder;
  const auto asked = FBS::Router::CreateCloseTransportRequestDirect(builder, to_string(transport).c_str());
  return finish_request(builder, request, Method::ROUTER_CLOSE_TRANSPORT, router_of(transport),
                        body::Router_CloseTransportRequest, asked);
}

std::optional<channel_message> connect_transport(std::uint32_t request, const object_name& transport,
                                                 const dtls_fingerprint& browser) {
  const auto known = algorithm(browser.algorithm);
  if (!known) return {};
  FlatBufferBuilder builder;
  const std::vector fingerprints{
      FBS::WebRtcTransport::CreateFingerprintDirect(builder, *known, browser.value.c_str())};
  // The browser begins, as our answers say "passive".
  const auto dtls = FBS::WebRtcTransport::CreateDtlsParametersDirect(builder, &fingerprints,
                                                                     FBS::WebRtcTransport::DtlsRole::CLIENT);
  const auto asked = FBS::WebRtcTransport::CreateConnectRequest(builder, dtls);
  return finish_request(builder, request, Method::WEBRTCTRANSPORT_CONNECT, to_string(transport),
                        body::WebRtcTransport_ConnectRequest, asked);
}

channel_message restart_ice(std::uint32_t request, const object_name& transport) {
  return without_body(request, Method::TRANSPORT_RESTART_ICE, to_string(transport));
}

channel_message limit_incoming(std::uint32_t request, const object_name& transport, std::uint32_t bitrate) {
  FlatBufferBuilder builder;
  const auto asked = FBS::Transport::CreateSetMaxIncomingBitrateRequest(builder, bitrate);
  return finish_request(builder, request, Method::TRANSPORT_SET_MAX_INCOMING_BITRATE, to_string(transport),
                        body::Transport_SetMaxIncomingBitrateRequest, asked);
}

channel_message measure_transport(std::uint32_t request, const object_name& transport) {
  return without_body(request, Method::TRANSPORT_GET_STATS, to_string(transport));
}

channel_message measure_producer(std::uint32_t request, const object_name& producer) {
  return without_body(request, Method::PRODUCER_GET_STATS, to_string(producer));
}

channel_message measure_consumer(std::uint32_t request, const object_name& consumer) {
  return without_body(request, Method::CONSUMER_GET_STATS, to_string(consumer));
}

channel_message close_producer(std::uint32_t request, const object_name& over, const object_name& producer) {
  FlatBufferBuilder builder;
  const auto asked = FBS::Transport::CreateCloseProducerRequestDirect(builder, to_string(producer).c_str());
  return finish_request(builder, request, Method::TRANSPORT_CLOSE_PRODUCER, to_string(over),
                        body::Transport_CloseProducerRequest, asked);
}

channel_message close_consumer(std::uint32_t request, const object_name& over, const object_name& consumer) {
  FlatBufferBuilder builder;
  const auto asked = FBS::Transport::CreateCloseConsumerRequestDirect(builder, to_string(consumer).c_str());
  return finish_request(builder, request, Method::TRANSPORT_CLOSE_CONSUMER, to_string(over),
                        body::Transport_CloseConsumerRequest, asked);
}

channel_message pause_consumer(std::uint32_t request, const object_name& consumer) {
  return without_body(request, Method::CONSUMER_PAUSE, to_string(consumer));
}

channel_message resume_consumer(std::uint32_t request, const object_name& consumer) {
  return without_body(request, Method::CONSUMER_RESUME, to_string(consumer));
}

channel_message request_key_frame(std::uint32_t request, const object_name& consumer) {
  return without_body(request, Method::CONSUMER_REQUEST_KEY_FRAME, to_string(consumer));
}

channel_message prefer_layer(std::uint32_t request, const object_name& consumer, std::uint8_t layer) {
  FlatBufferBuilder builder;
  const auto layers = FBS::Consumer::CreateConsumerLayers(builder, layer);
  const auto asked = FBS::Consumer::CreateSetPreferredLayersRequest(builder, layers);
  return finish_request(builder, request, Method::CONSUMER_SET_PREFERRED_LAYERS, to_string(consumer),
                        body::Consumer_SetPreferredLayersRequest, asked);
}

channel_message watch_speaker(std::uint32_t request, const object_name& observer,
                              const object_name& producer) {
  FlatBufferBuilder builder;
  const auto asked = FBS::RtpObserver::CreateAddProducerRequestDirect(builder, to_string(producer).c_str());
  return finish_request(builder, request, Method::RTPOBSERVER_ADD_PRODUCER, to_string(observer),
                        body::RtpObserver_AddProducerRequest, asked);
}

channel_message unwatch_speaker(std::uint32_t request, const object_name& observer,
                                const object_name& producer) {
  FlatBufferBuilder builder;
  const auto asked =
      FBS::RtpObserver::CreateRemoveProducerRequestDirect(builder, to_string(producer).c_str());
  return finish_request(builder, request, Method::RTPOBSERVER_REMOVE_PRODUCER, to_string(observer),
                        body::RtpObserver_RemoveProducerRequest, asked);
}

}  // namespace flex_video::rooms
