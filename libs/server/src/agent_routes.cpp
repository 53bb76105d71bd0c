#include "agent_routes.hpp"

#include "answers.hpp"

#include <functional>

namespace flex_video::server {
namespace {

using agent_call = std::function<net::response(const core::flex_user&, const net::request&)>;

/// Asks for the Flex token before anything of the request is looked at, and lets Flex's pages read the
/// answer.
net::handler guarded(agent_gate& gate, const cors& flex_origins, agent_call call) {
  return [&gate, &flex_origins, call = std::move(call)](const net::request& request) {
    const auto user = gate.authenticate(request);
    auto answer = user ? call(**user, request) : answer_refusal(user.error());
    if (answer.status == 401) answer.with("WWW-Authenticate", "Bearer");  // RFC 9110 section 15.5.2
    return flex_origins.allow(request, std::move(answer));
  };
}

net::response start(sessions& sessions, const core::flex_user& user, const net::request& request) {
  auto read = read_body<wire::start_session_request>(request);
  if (!read) return answer_refusal(read.error());
  const auto opened =
      sessions.start(user, {.conversation = read->conversation,
                            .task = read->task,
                            .locale = read->locale ? std::move(read->locale->text) : std::string{}});
  if (!opened) return answer_refusal(opened.error());
  return answer_json(opened->created ? 201 : 200, wire::to_json(sessions.describe(opened->session)));
}

/// A call without a body on the session in the path.
template <class Answer>
agent_call on_session(sessions& sessions,
                      base::result<Answer> (sessions::*call)(const core::flex_user&, std::string_view)) {
  return [&sessions, call](const core::flex_user& user, const net::request& request) {
    if (const auto empty = read_no_body(request); !empty) return answer_refusal(empty.error());
    return answer_of((sessions.*call)(user, request.parameter("id")));
  };
}

}  // namespace

void add_agent_routes(net::router& router, agent_gate& gate, const cors& flex_origins, sessions& sessions) {
  const auto add = [&](net::method verb, std::string_view methods, std::string_view pattern,
                       agent_call call) {
    router.add(verb, pattern, guarded(gate, flex_origins, std::move(call)));
    router.add(net::method::options, pattern, [&flex_origins, methods](const net::request& request) {
      return flex_origins.preflight(request, methods);
    });
  };
  add(net::method::post, "POST, OPTIONS", "/v1/sessions",
      [&sessions](const core::flex_user& user, const net::request& request) {
        return start(sessions, user, request);
      });
  add(net::method::get, "GET, HEAD, OPTIONS", "/v1/sessions/{id}", on_session(sessions, &sessions::status));
  add(net::method::post, "POST, OPTIONS", "/v1/sessions/{id}/join", on_session(sessions, &sessions::join));
  add(net::method::post, "POST, OPTIONS", "/v1/sessions/{id}/end", on_session(sessions, &sessions::end));
}

}  // namespace flex_video::server
