#pragma once

#include "descriptions.hpp"

#include <array>
#include <span>
#include <string_view>

/// Every route of the HTTP API, as openapi.json declares it; all but that document's own.
namespace flex_video::wire {

enum class caller { anybody, agent, visitor, original_plugin, twilio, monitoring };

enum class body { json, page, events, text, image, nothing };

struct answer {
  unsigned status = 0;           ///< 0 where there is no such answer
  std::string_view schema = {};  ///< of a JSON body; in words what a text is or the events of a stream hold
  wire::body body = body::json;
};

struct api_route {
  std::string_view path;
  std::string_view method;
  std::string_view summary;
  caller who;
  std::string_view request;  ///< its schema; empty without a body
  std::array<answer, 2> answers;
  std::array<std::string_view, 2> query = {};  ///< parameters that may be left out
  bool takes_image = false;                    ///< as its request body
};

template <class T>
constexpr std::string_view schema_of = description<T>::name;

constexpr answer page{200, "", body::page};
constexpr answer image{200, "", body::image};
constexpr answer no_content{204, "", body::nothing};

template <class Answer>
constexpr answer ok{200, schema_of<Answer>};
template <class Answer>
constexpr answer created{201, schema_of<Answer>};

/// The routes of one path stand together.
constexpr std::array api_routes{
    api_route{"/v1/sessions",
              "post",
              "Start a video call, or take over the one under way",
              caller::agent,
              schema_of<start_session_request>,
              {created<started_session>, ok<started_session>}},
    api_route{"/v1/sessions",
              "get",
              "The calls that have not ended: one's own, or everybody's for who supervises",
              caller::agent,
              "",
              {ok<session_list>},
              {"worker"}},
    api_route{"/v1/sessions/{id}", "get", "What is known of a call", caller::agent, "", {ok<session_status>}},
    api_route{
        "/v1/sessions/{id}/join", "post", "A token for the agent", caller::agent, "", {ok<join_answer>}},
    api_route{"/v1/sessions/{id}/supervise",
              "post",
              "A token for a supervisor of a call under way, where the policy lets them in",
              caller::agent,
              "",
              {ok<join_answer>}},
    api_route{"/v1/sessions/{id}/supervision",
              "post",
              "Who hears and sees the call's supervisor, at that supervisor's wish; repeating it is harmless",
              caller::agent,
              schema_of<supervision_request>,
              {ok<session_status>}},
    api_route{"/v1/sessions/{id}/end",
              "post",
              "End the call; repeating it is harmless",
              caller::agent,
              "",
              {ok<session_answer>}},
    api_route{"/v1/sessions/{id}/invitation",
              "post",
              "Have the customer's link sent where the channel does not take it from the agent; repeating it "
              "is harmless",
              caller::agent,
              schema_of<send_invitation_request>,
              {ok<invitation_answer>}},
    api_route{"/v1/sessions/{id}/recording",
              "post",
              "Start, pause or stop recording",
              caller::agent,
              schema_of<recording_request>,
              {ok<session_answer>}},
    api_route{"/v1/sessions/{id}/events",
              "get",
              "What happens in a call, from now on or everything after Last-Event-ID and then the state",
              caller::agent,
              "",
              {answer{200, "snapshot holds a SessionStatus, event a SessionEvent", body::events}},
              {"after"}},
    api_route{"/v1/sessions/{id}/invites",
              "post",
              "A link for another guest",
              caller::agent,
              schema_of<issue_invite_request>,
              {created<issued_invite>}},
    api_route{"/v1/sessions/{id}/invites/{invite}",
              "delete",
              "Take a link back; who came by it stays",
              caller::agent,
              "",
              {ok<invite_answer>}},
    api_route{"/v1/sessions/{id}/visits/{visit}/admit",
              "post",
              "Let a guest in, whatever was decided before",
              caller::agent,
              "",
              {ok<visit_decision>}},
    api_route{"/v1/sessions/{id}/visits/{visit}/deny",
              "post",
              "Turn away a guest who waits",
              caller::agent,
              "",
              {ok<visit_decision>}},
    api_route{"/v1/sessions/{id}/visits/{visit}/remove",
              "post",
              "Put out a guest who was let in",
              caller::agent,
              "",
              {ok<visit_decision>}},
    api_route{"/v1/sessions/{id}/stills",
              "get",
              "The pictures that were taken in a call",
              caller::agent,
              "",
              {ok<still_list>}},
    api_route{"/v1/sessions/{id}/stills",
              "post",
              "Keep a picture with the call",
              caller::agent,
              "",
              {created<still_answer>},
              {},
              true},
    api_route{"/v1/sessions/{id}/stills/{still}", "get", "One of its pictures", caller::agent, "", {image}},
    api_route{"/v1/visits",
              "post",
              "Redeem a link; sets the device's cookie",
              caller::anybody,
              schema_of<redeem_request>,
              {created<visit_answer>, ok<visit_answer>}},
    api_route{"/v1/visits/me",
              "get",
              "The state of this device's visit",
              caller::visitor,
              "",
              {ok<visit_answer>},
              {"visit"}},
    api_route{"/v1/visits/me/join",
              "post",
              "A token for an admitted visit",
              caller::visitor,
              "",
              {ok<join_answer>},
              {"visit"}},
    api_route{"/v1/visits/me/signals",
              "post",
              "What the page saw, and that its guest agrees to a recording; leaving gives up the place, and "
              "a rating may "
              "come after the end",
              caller::visitor,
              schema_of<page_signal_request>,
              {no_content},
              {"visit"}},
    api_route{"/v1/visits/me/stills",
              "post",
              "Keep a picture with the call",
              caller::visitor,
              "",
              {created<still_answer>},
              {"visit"},
              true},
    api_route{"/v1/visits/me/events",
              "get",
              "What happens to this device's visit, from now on or everything after Last-Event-ID and then "
              "the state",
              caller::visitor,
              "",
              {answer{200, "snapshot holds a VisitAnswer, event a VisitEvent", body::events}},
              {"visit", "after"}},
    api_route{"/j/{code}", "get", "The page behind a link; changes nothing", caller::anybody, "", {page}},
    api_route{"/agent/{id}", "get", "The agent's page; holds no credential", caller::anybody, "", {page}},
    api_route{
        "/supervisor/{id}", "get", "The supervisor's page; holds no credential", caller::anybody, "", {page}},
    api_route{
        "/get-tokens", "post", "The original contract", caller::original_plugin, "", {ok<tokens_answer>}},
    api_route{"/get-tokens.js",
              "post",
              "The original contract, at its other address",
              caller::original_plugin,
              "",
              {ok<tokens_answer>}},
    api_route{"/webhooks/twilio/video",
              "post",
              "What Twilio Video reports of a room; kept first, worked off afterwards",
              caller::twilio,
              "",
              {no_content}},
    api_route{"/webhooks/twilio/taskrouter",
              "post",
              "What TaskRouter reports of a task; kept first, worked off afterwards",
              caller::twilio,
              "",
              {no_content}},
    api_route{"/healthz", "get", "Whether the service is up", caller::anybody, "", {ok<health>}},
    api_route{"/readyz", "get", "Whether it may be sent requests", caller::anybody, "", {ok<health>}},
    api_route{"/metrics",
              "get",
              "What was counted and timed",
              caller::monitoring,
              "",
              {answer{200, "in Prometheus' text format", body::text}}}};

}  // namespace flex_video::wire
