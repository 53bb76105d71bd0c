#pragma once

#include "agent_gate.hpp"
#include "cors.hpp"
#include "device_cookie.hpp"
#include "event_streams.hpp"
#include "guests.hpp"
#include "invitations.hpp"
#include "links.hpp"
#include "original_tokens.hpp"
#include "reports.hpp"
#include "room_access.hpp"
#include "room_page.hpp"
#include "session_rooms.hpp"
#include "sessions.hpp"
#include "stills.hpp"
#include "sweeper.hpp"
#include "turnstile.hpp"
#include "visits.hpp"
#include "webhooks.hpp"

#include "flex_video/server/options.hpp"
#include "flex_video/server/ports.hpp"
#include "flex_video/server/service.hpp"
#include "flex_video/server/threads.hpp"

namespace flex_video::server {

/// What a service is made of. Each part gets the ones above it that it needs.
struct service::parts {
  parts(const server::ports& to, server::options with, server::threads on)
      : ports(to),
        options(std::move(with)),
        threads(std::move(on)),
        callers(options.rates, ports.clock, ports.counts),
        gate(ports.identity, ports.clock, ports.random, callers),
        flex_origins(options.allowed_origins),
        cookie(options),
        page(options),
        link(ports.signer, options),
        access(ports.tokens, options),
        rooms(ports, options),
        session(ports, options, link, rooms, access),
        guest(ports, options, session, link),
        invitation(ports, options, session, link),
        visit(ports, options, callers, rooms, access),
        still(ports, session, visit),
        original(ports, options, session, link, access),
        streams(ports, options, threads),
        report(ports, options, rooms),
        sweep(ports, options, rooms) {
    if (options.auth_token) webhook.emplace(ports, options, report, *options.auth_token);
  }

  server::ports ports;
  server::options options;
  server::threads threads;
  turnstile callers;
  agent_gate gate;
  cors flex_origins;
  device_cookie cookie;
  room_page page;
  links link;
  room_access access;
  session_rooms rooms;
  sessions session;
  guests guest;
  invitations invitation;
  visits visit;
  stills still;
  original_tokens original;
  event_streams streams;
  reports report;
  sweeper sweep;
  std::optional<webhooks> webhook;
};

}  // namespace flex_video::server
