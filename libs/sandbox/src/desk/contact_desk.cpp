#include "desk/contact_desk.hpp"

#include "json_reading.hpp"

#include "flex_video/sandbox/errc.hpp"

namespace flex_video::sandbox {
namespace {

constexpr std::string_view voice = "voice";

bool ends_its_task(reservation_status status) {
  return status == reservation_status::wrapping || status == reservation_status::completed ||
         status == reservation_status::canceled;
}

}  // namespace

contact_desk::contact_desk(object_store& objects, conversation_store& talks, task_board& board,
                           const std::function<void(const twilio::task_sid&)>& on_task_end)
    : objects_(objects), talks_(talks), board_(board), on_task_end_(on_task_end) {}

base::result<contact_desk::contact> contact_desk::arrive(const agent& to, std::string_view customer_name,
                                                         std::string_view channel_type) {
  json::object attributes{{"channelType", channel_type},
                          {"customerName", customer_name},
                          {"from", customer_name},
                          {"name", customer_name}};
  conversation* talk = nullptr;
  if (channel_type != voice) {
    const auto opened = talks_.open(customer_name, channel_type);
    if (!opened) return std::unexpected{opened.error()};
    talk = *opened;
    attributes["conversationSid"] = talk->sid.text();
    if (const auto& binding = talk->members.front().binding) attributes["customerAddress"] = binding->address;
  }
  const auto offered = board_.offer(to, std::move(attributes), talk ? "chat" : voice);
  if (!offered) return std::unexpected{offered.error()};
  // Flex looks here for the conference of a call, and takes a missing map for an error
  if (!talk) objects_.open(object_kind::map, (*offered)->task.sid.str() + ".CS");
  return contact{talk, *offered};
}

base::result<void> contact_desk::advance(reservation& one, reservation_status to) {
  const auto before = one.status;
  if (auto done = board_.advance(one, to); !done) return done;
  if (before == to) return {};
  if (on_task_end_ && ends_its_task(to)) on_task_end_(one.task.sid);
  auto* talk = conversation_of(one);
  if (!talk) return {};
  if (to == reservation_status::accepted) talks_.join(*talk, one.agent);
  if (is_over(to)) talks_.leave(*talk, one.agent);
  return {};
}

base::result<reservation*> contact_desk::transfer(reservation& one, const agent& to) {
  if (one.status != reservation_status::accepted) return base::fail(errc::wrong_status);
  if (board_.all().size() == task_board::most_reservations) return base::fail(errc::too_many);
  if (auto wrapped = advance(one, reservation_status::wrapping); !wrapped)
    return std::unexpected{wrapped.error()};
  if (auto* talk = conversation_of(one)) talks_.leave(*talk, one.agent);
  return board_.offer(to, one.task.attributes, one.task.channel);
}

conversation* contact_desk::conversation_of(const reservation& one) {
  return talks_.find(text_member(one.task.attributes, "conversationSid").value_or(""));
}

}  // namespace flex_video::sandbox
