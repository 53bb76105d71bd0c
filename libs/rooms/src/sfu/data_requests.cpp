#include "sfu/request_writing.hpp"
#include "sfu/worker_requests.hpp"

namespace flex_video::rooms {
namespace {

using FBS::Request::Method;
using body = FBS::Request::Body;
using flatbuffers::FlatBufferBuilder;

using stream_offset = flatbuffers::Offset<FBS::SctpParameters::SctpStreamParameters>;

stream_offset ordered_stream(FlatBufferBuilder& builder, std::uint16_t stream) {
  return FBS::SctpParameters::CreateSctpStreamParameters(builder, stream, true);
}

}  // namespace

channel_message produce_data(std::uint32_t request, const object_name& over, const object_name& name) {
  FlatBufferBuilder builder;
  const bool browsers = name.kind == object_kind::incoming;
  const auto stream = browsers ? ordered_stream(builder, name.stream) : stream_offset{};
  const auto type = browsers ? FBS::DataProducer::Type::SCTP : FBS::DataProducer::Type::DIRECT;
  const auto asked =
      FBS::Transport::CreateProduceDataRequestDirect(builder, to_string(name).c_str(), type, stream);
  return finish_request(builder, request, Method::TRANSPORT_PRODUCE_DATA, to_string(over),
                        body::Transport_ProduceDataRequest, asked);
}

channel_message consume_data(std::uint32_t request, const object_name& over, const object_name& name,
                             const object_name& producer) {
  FlatBufferBuilder builder;
  const bool to_browser = name.kind == object_kind::outgoing;
  const auto stream = to_browser ? ordered_stream(builder, name.stream) : stream_offset{};
  const auto type = to_browser ? FBS::DataConsumer::Type::SCTP : FBS::DataConsumer::Type::DIRECT;
  const auto asked = FBS::Transport::CreateConsumeDataRequestDirect(
      builder, to_string(name).c_str(), to_string(producer).c_str(), type, stream);
  return finish_request(builder, request, Method::TRANSPORT_CONSUME_DATA, to_string(over),
                        body::Transport_ConsumeDataRequest, asked);
}

channel_message send_data(std::uint32_t request, const object_name& outgoing, std::uint32_t ppid,
                          std::span<const std::byte> bytes) {
  FlatBufferBuilder builder{bytes.size() + 256};
  const auto data = builder.CreateVector(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  const auto asked = FBS::DataConsumer::CreateSendRequest(builder, ppid, data);
  return finish_request(builder, request, Method::DATACONSUMER_SEND, to_string(outgoing),
                        body::DataConsumer_SendRequest, asked);
}

channel_message close_data_producer(std::uint32_t request, const object_name& over, const object_name& name) {
  FlatBufferBuilder builder;
  const auto asked = FBS::Transport::CreateCloseDataProducerRequestDirect(builder, to_string(name).c_str());
  return finish_request(builder, request, Method::TRANSPORT_CLOSE_DATAPRODUCER, to_string(over),
                        body::Transport_CloseDataProducerRequest, asked);
}

channel_message close_data_consumer(std::uint32_t request, const object_name& over, const object_name& name) {
  FlatBufferBuilder builder;
  const auto asked = FBS::Transport::CreateCloseDataConsumerRequestDirect(builder, to_string(name).c_str());
  return finish_request(builder, request, Method::TRANSPORT_CLOSE_DATACONSUMER, to_string(over),
                        body::Transport_CloseDataConsumerRequest, asked);
}

}  // namespace flex_video::rooms
