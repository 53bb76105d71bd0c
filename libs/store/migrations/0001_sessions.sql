-- Both databases run this text. Each table has its key for the order of writing (seq) as SQLite numbers it by
-- itself; 0001_sessions.postgresql.sql makes PostgreSQL do the same. Texts that core spells are checked where a
-- rule of this schema depends on them; an event's kind may be added without a migration.

CREATE TABLE session (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 22),
  conversation TEXT NOT NULL CHECK (length(conversation) = 34),
  task TEXT NOT NULL CHECK (length(task) = 34),
  reservation TEXT NOT NULL CHECK (length(reservation) = 34),
  worker TEXT NOT NULL CHECK (length(worker) = 34),
  agent_name TEXT NOT NULL,
  customer_name TEXT NOT NULL,
  locale TEXT NOT NULL,
  room TEXT NOT NULL CHECK (length(room) = 34),
  room_name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'live', 'ended')),
  opened_at BIGINT NOT NULL,
  link_ordinal INTEGER NOT NULL CHECK (link_ordinal BETWEEN 0 AND 255),
  link_expires_at BIGINT NOT NULL,
  live_at BIGINT,
  ended_at BIGINT,
  end_reason TEXT,
  handovers BIGINT NOT NULL CHECK (handovers >= 0),
  agent_in_room INTEGER NOT NULL CHECK (agent_in_room IN (0, 1)),
  agent_seen_at BIGINT,
  agent_stay TEXT CHECK (length(agent_stay) = 34),
  idle_since BIGINT,
  room_closed INTEGER NOT NULL CHECK (room_closed IN (0, 1)),
  recording TEXT NOT NULL CHECK (recording IN ('off', 'on', 'paused')),
  version BIGINT NOT NULL CHECK (version >= 1)
);
CREATE UNIQUE INDEX session_open_of_conversation ON session (conversation) WHERE state <> 'ended';
CREATE INDEX session_open_of_task ON session (task) WHERE state <> 'ended';
CREATE INDEX session_open_of_worker ON session (worker) WHERE state <> 'ended';
CREATE INDEX session_to_close ON session (seq) WHERE state = 'ended' AND room_closed = 0;
CREATE INDEX session_room ON session (room);

CREATE TABLE visit (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 22),
  session TEXT NOT NULL REFERENCES session (id),
  role TEXT NOT NULL CHECK (role IN ('customer', 'agent', 'relative', 'interpreter')),
  device TEXT CHECK (length(device) = 22),
  invite_ordinal INTEGER NOT NULL CHECK (invite_ordinal BETWEEN 0 AND 255),
  invite_expires_at BIGINT NOT NULL,
  state TEXT NOT NULL
    CHECK (state IN ('opened', 'waiting', 'admitted', 'in_room', 'away', 'left', 'removed', 'denied')),
  opened_at BIGINT NOT NULL,
  seen_at BIGINT,
  stay TEXT CHECK (length(stay) = 34),
  version BIGINT NOT NULL CHECK (version >= 1)
);
CREATE INDEX visit_session ON visit (session);
CREATE INDEX visit_device ON visit (device);

CREATE TABLE invite (
  session TEXT NOT NULL REFERENCES session (id),
  role TEXT NOT NULL CHECK (role IN ('customer', 'agent', 'relative', 'interpreter')),
  ordinal INTEGER NOT NULL CHECK (ordinal BETWEEN 0 AND 255),
  expires_at BIGINT NOT NULL,
  revoked INTEGER NOT NULL CHECK (revoked IN (0, 1)),
  PRIMARY KEY (session, ordinal)
);

CREATE TABLE event (
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 22),
  session TEXT NOT NULL REFERENCES session (id),
  visit TEXT CHECK (length(visit) = 22),
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  detail TEXT NOT NULL,
  at BIGINT NOT NULL,
  number BIGINT NOT NULL CHECK (number >= 1),
  PRIMARY KEY (session, number)
);

CREATE TABLE noted_room (
  unique_name TEXT NOT NULL PRIMARY KEY,
  noted_at BIGINT NOT NULL
);
CREATE INDEX noted_room_time ON noted_room (noted_at);

-- The body is written in base64url, since it may hold bytes that are no text.
CREATE TABLE webhook (
  seq INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  body TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  settled INTEGER NOT NULL CHECK (settled IN (0, 1))
);
CREATE INDEX webhook_pending ON webhook (seq) WHERE settled = 0;
CREATE INDEX webhook_settled ON webhook (received_at) WHERE settled = 1;
