-- Finds the sessions that have been kept long enough.
CREATE INDEX session_ended ON session (ended_at) WHERE state = 'ended' AND room_closed = 1;
