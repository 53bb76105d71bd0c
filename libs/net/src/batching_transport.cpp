#include "batching_transport.hpp"

namespace flex_video::net {

void batching_transport::fetch(error_code& error) {
  auto block = blocks_->take();
  const auto bytes = socket_.read_some(asio::buffer(block->data(), read_blocks::block::size), error);
  if (error) return blocks_->give_back(std::move(block));
  block->fill(bytes);
  unread_ = std::move(block);
}

}  // namespace flex_video::net
