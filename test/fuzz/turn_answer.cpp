// What answers at a TURN URL, as the doctor reads it.
#include "doctor/turn_message.hpp"
#include "expectation.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace flex_video;
  using namespace flex_video::app::doctor;
  const auto bytes = fuzz::as_text(data, size);
  constexpr transaction_id id{};
  const auto answer = read_turn_answer(bytes, id);
  if (!answer) return 0;
  fuzz::require(turn_message_size(bytes).value() <= size);
  const auto again = write_allocate(id, answer->challenge, {"1:doctor", base::secret{"password"}});
  fuzz::require(turn_message_size(again) == again.size());
  return 0;
}
