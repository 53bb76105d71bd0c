#include "flex_video/sandbox/sandbox.hpp"

#include "endpoint/endpoint.hpp"
#include "json_reading.hpp"
#include "sandbox_parts.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace flex_video::sandbox {

sandbox_parts::sandbox_parts(sandbox_options given)
    : options(std::move(given)),
      twilsock{.identity_of = [this](std::string_view token) -> base::result<std::string> {
                 const auto user = logins.user_of(token);
                 if (!user) return std::unexpected{user.error()};
                 return user->identity;
               },
               .answer =
                   [this](std::string_view identity, const web_request& request,
                          const boost::json::object& parameters) {
                     return hosts.answer_inside(identity, request, parameters);
                   },
               .objects = objects,
               .queries = queries,
               .random = options.random} {}

sandbox::sandbox(sandbox_options options) : parts_(std::make_unique<sandbox_parts>(std::move(options))) {}
sandbox::~sandbox() = default;

void sandbox::set_base_url(std::string base_url) { parts_->options.base_url = std::move(base_url); }
const twilio::account_sid& sandbox::account() const { return parts_->account.account; }
const twilio::workspace_sid& sandbox::workspace() const { return parts_->account.workspace; }

twilio::conversation_sid sandbox::seed_demo() {
  const auto* ada = parts_->people.find("ada");
  if (!ada) throw std::logic_error("the demo needs an agent named ada");
  const auto contact = parts_->desk.arrive(*ada, "Cus Tomer", "web");
  if (!contact ||
      !parts_->talks.say(*contact->talk, contact->talk->customer,
                         "Hello, my router keeps losing its connection.") ||
      !parts_->desk.advance(*contact->held, reservation_status::accepted))
    throw std::logic_error("the sandbox is full");
  return contact->talk->sid;
}

base::result<flex_user> sandbox::validate_flex_token(std::string_view token) const {
  return parts_->logins.user_of(token);
}

std::optional<held_reservation> sandbox::find_reservation(std::string_view task,
                                                          std::string_view worker) const {
  const auto* found = parts_->board.find(task, worker);
  if (!found) return std::nullopt;
  return parts_->desk.as_held(*found);
}

bool sandbox::has_other_task(std::string_view conversation, std::string_view task) const {
  return std::ranges::any_of(parts_->board.all(), [&](const reservation& one) {
    return one.task.sid.text() != task && !is_over(one.status) &&
           one.status != reservation_status::wrapping &&
           text_member(one.task.attributes, "conversationSid") == conversation;
  });
}

void sandbox::register_routes(net::router& routes, net::event_loop& loop) {
  endpoint_ = std::make_unique<endpoint>(*parts_, loop);
  endpoint_->add_routes(routes);
}

}  // namespace flex_video::sandbox
