#include "flex_video/core/memory_store.hpp"

#include "session_store_contract.hpp"

namespace flex_video::core {
namespace {

struct memory_store_maker {
  session_store& store() { return made; }
  memory_store made;
};

INSTANTIATE_TYPED_TEST_SUITE_P(memory, session_store_contract, memory_store_maker);

}  // namespace
}  // namespace flex_video::core
