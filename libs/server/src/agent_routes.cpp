#include "agent_routes.hpp"

#include "answers.hpp"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace flex_video::server {
namespace {

using agent_call = std::function<net::response(const core::flex_user&, const net::request&)>;

bool writes(const net::request& request) {
  return request.verb != net::method::get && request.verb != net::method::head;
}

struct agent_method {
  net::method verb;
  agent_call call;
};

std::string_view name_of(net::method verb) {
  if (verb == net::method::get) return "GET, HEAD";
  return verb == net::method::delete_ ? "DELETE" : "POST";
}

/// Adds routes for agents, each path with its preflight.
class agent_paths {
 public:
  agent_paths(net::router& router, agent_gate& gate, turnstile& turnstile, const cors& flex_origins)
      : router_(router), gate_(gate), turnstile_(turnstile), flex_origins_(flex_origins) {}

  void add(std::string_view pattern, std::vector<agent_method> methods) {
    std::string allowed;
    for (auto& [verb, call] : methods) {
      allowed.append(name_of(verb)).append(", ");
      router_.add(verb, pattern, guarded(std::move(call)), net::runs_on::worker);
    }
    allowed += "OPTIONS";
    router_.add(net::method::options, pattern,
                [&origins = flex_origins_, allowed](const net::request& request) {
                  return origins.preflight(request, allowed);
                });
  }

 private:
  /// Asks for the Flex token before anything of the request is looked at, counts what writes, and lets Flex's
  /// pages read the answer.
  net::handler guarded(agent_call call) {
    return [&gate = gate_, &turnstile = turnstile_, &origins = flex_origins_,
            call = std::move(call)](const net::request& request) {
      const auto answer_to = [&] {
        const auto user = gate.authenticate(request);
        if (!user) return answer_refusal(user.error());
        if (writes(request)) {
          const auto passed = turnstile.pass_worker((*user)->worker);
          if (!passed) return answer_refusal(passed.error());
        }
        return call(**user, request);
      };
      auto answer = answer_to();
      if (answer.status == 401) answer.with("WWW-Authenticate", "Bearer");  // RFC 9110 section 15.5.2
      return origins.allow(request, std::move(answer));
    };
  }

  net::router& router_;
  agent_gate& gate_;
  turnstile& turnstile_;
  const cors& flex_origins_;
};

net::response start(sessions& sessions, const core::flex_user& user, const net::request& request) {
  auto read = read_body<wire::start_session_request>(request);
  if (!read) return answer_refusal(read.error());
  const auto opened = sessions.start(user,
                                     {.conversation = read->conversation,
                                      .task = read->task,
                                      .locale = read->locale ? std::move(read->locale->text) : std::string{}},
                                     read->only_existing.value_or(false));
  if (!opened) return answer_refusal(opened.error());
  return answer_json(opened->created ? 201 : 200, wire::to_json(sessions.describe(*opened)));
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

/// A call without a body on what {`part`} names in the session in the path.
template <class Answer>
agent_call on_part(guests& guests, std::string_view part,
                   base::result<Answer> (guests::*call)(const core::flex_user&, std::string_view,
                                                        std::string_view)) {
  return [&guests, part, call](const core::flex_user& user, const net::request& request) {
    if (const auto empty = read_no_body(request); !empty) return answer_refusal(empty.error());
    return answer_of((guests.*call)(user, request.parameter("id"), request.parameter(part)));
  };
}

net::response record(sessions& sessions, const core::flex_user& user, const net::request& request) {
  const auto read = read_body<wire::recording_request>(request);
  if (!read) return answer_refusal(read.error());
  return answer_of(sessions.record(user, request.parameter("id"), read->action));
}

net::response change_supervision(sessions& sessions, const core::flex_user& user,
                                 const net::request& request) {
  const auto read = read_body<wire::supervision_request>(request);
  if (!read) return answer_refusal(read.error());
  return answer_of(sessions.change_supervision(user, request.parameter("id"), read->mode));
}

net::response send(invitations& invitations, const core::flex_user& user, const net::request& request) {
  const auto read = request.body.empty() ? wire::send_invitation_request{}
                                         : read_body<wire::send_invitation_request>(request);
  if (!read) return answer_refusal(read.error());
  return answer_of(invitations.send(user, request.parameter("id"), read->again.value_or(false)));
}

net::response invite(guests& guests, const core::flex_user& user, const net::request& request) {
  const auto read = read_body<wire::issue_invite_request>(request);
  if (!read) return answer_refusal(read.error());
  return answer_of(guests.invite(user, request.parameter("id"), *read), 201);
}

net::response keep(stills& stills, const core::flex_user& user, const net::request& request) {
  const auto image = read_image(request);
  if (!image) return answer_refusal(image.error());
  return answer_of(stills.keep(user, request.parameter("id"), *image), 201);
}

net::response show(stills& stills, const core::flex_user& user, const net::request& request) {
  auto found = stills.find(user, request.parameter("id"), request.parameter("still"));
  return found ? answer_image(*std::move(found)) : answer_refusal(found.error());
}

net::response follow(sessions& sessions, event_streams& streams, const base::clock& clock,
                     const core::flex_user& user, const net::request& request) {
  const auto record = sessions.find_viewed(user, request.parameter("id"));
  if (!record) return answer_refusal(record.error());
  // A stream believes a Flex token no longer than the cache does; then the client comes back with its token.
  const auto until = std::min(user.expires_at, clock.now() + flex_token_cache::longest);
  return streams.open(request, record->session.id, flex_viewer{user.worker, core::supervises(user), until});
}

}  // namespace

void add_agent_routes(net::router& router, agent_gate& gate, turnstile& turnstile, const cors& flex_origins,
                      sessions& sessions, guests& guests, invitations& invitations, stills& stills,
                      event_streams& streams, const base::clock& clock) {
  using core::flex_user, net::request;
  agent_paths paths{router, gate, turnstile, flex_origins};
  paths.add("/v1/sessions", {{net::method::get,
                              [&](const flex_user& user, const request& asked) {
                                return answer_of(sessions.list(user, net::form_value(asked.query, "worker")));
                              }},
                             {net::method::post, [&](const flex_user& user, const request& asked) {
                                return start(sessions, user, asked);
                              }}});
  paths.add("/v1/sessions/{id}", {{net::method::get, on_session(sessions, &sessions::status)}});
  paths.add("/v1/sessions/{id}/events", {{net::method::get, [&](const flex_user& user, const request& asked) {
                                            return follow(sessions, streams, clock, user, asked);
                                          }}});
  paths.add("/v1/sessions/{id}/join", {{net::method::post, on_session(sessions, &sessions::join)}});
  paths.add("/v1/sessions/{id}/supervise", {{net::method::post, on_session(sessions, &sessions::supervise)}});
  paths.add("/v1/sessions/{id}/supervision",
            {{net::method::post, [&](const flex_user& user, const request& asked) {
                return change_supervision(sessions, user, asked);
              }}});
  paths.add("/v1/sessions/{id}/end", {{net::method::post, on_session(sessions, &sessions::end)}});
  paths.add("/v1/sessions/{id}/invitation",
            {{net::method::post,
              [&](const flex_user& user, const request& asked) { return send(invitations, user, asked); }}});
  paths.add("/v1/sessions/{id}/recording",
            {{net::method::post,
              [&](const flex_user& user, const request& asked) { return record(sessions, user, asked); }}});
  paths.add("/v1/sessions/{id}/invites",
            {{net::method::post,
              [&](const flex_user& user, const request& asked) { return invite(guests, user, asked); }}});
  paths.add("/v1/sessions/{id}/invites/{invite}",
            {{net::method::delete_, on_part(guests, "invite", &guests::revoke)}});
  paths.add("/v1/sessions/{id}/visits/{visit}/admit",
            {{net::method::post, on_part(guests, "visit", &guests::admit)}});
  paths.add("/v1/sessions/{id}/visits/{visit}/deny",
            {{net::method::post, on_part(guests, "visit", &guests::deny)}});
  paths.add("/v1/sessions/{id}/visits/{visit}/remove",
            {{net::method::post, on_part(guests, "visit", &guests::remove)}});
  paths.add("/v1/sessions/{id}/stills",
            {{net::method::get,
              [&](const flex_user& user, const request& asked) {
                return answer_of(stills.list(user, asked.parameter("id")));
              }},
             {net::method::post,
              [&](const flex_user& user, const request& asked) { return keep(stills, user, asked); }}});
  router.take_large_bodies(net::method::post, "/v1/sessions/{id}/stills", core::largest_still);
  paths.add("/v1/sessions/{id}/stills/{still}",
            {{net::method::get,
              [&](const flex_user& user, const request& asked) { return show(stills, user, asked); }}});
}

}  // namespace flex_video::server
