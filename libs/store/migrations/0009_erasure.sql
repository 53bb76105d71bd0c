-- Finds all sessions of one customer.
CREATE INDEX session_conversation ON session (conversation);
-- What stays of an erasure: the SHA-256 of its receipt, and when it was. It names nobody.
CREATE TABLE erasure (
  receipt TEXT NOT NULL PRIMARY KEY CHECK (length(receipt) = 64),
  erased_at BIGINT NOT NULL
);
