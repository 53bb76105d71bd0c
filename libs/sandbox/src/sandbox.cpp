#include "flex_video/sandbox/sandbox.hpp"

#include "endpoint/endpoint.hpp"
#include "sandbox_parts.hpp"

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

unsigned long long sandbox::task_changes() const { return parts_->board.changes(); }

rest_reply sandbox::answer(const rest_call& call) {
  auto reply = endpoint_->answer({.method = call.method,
                                  .host = call.host,
                                  .path = call.path,
                                  .query = call.query,
                                  .body = call.body,
                                  .authorization = call.authorization,
                                  .if_match = {}});
  return {.status = reply.status, .body = std::move(reply.body)};
}

void sandbox::register_routes(net::router& routes, net::event_loop& loop) {
  endpoint_ = std::make_unique<endpoint>(*parts_, loop);
  endpoint_->add_routes(routes);
}

}  // namespace flex_video::sandbox
