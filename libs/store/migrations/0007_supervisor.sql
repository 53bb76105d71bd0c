-- The supervisor's place in a call; NULL while nobody has had it.
ALTER TABLE session ADD COLUMN supervisor TEXT CHECK (length(supervisor) = 34);
ALTER TABLE session ADD COLUMN supervisor_name TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN supervisor_in_room INTEGER NOT NULL DEFAULT 0 CHECK (supervisor_in_room IN (0, 1));
ALTER TABLE session ADD COLUMN supervisor_seen_at BIGINT;
ALTER TABLE session ADD COLUMN supervisor_stay TEXT CHECK (length(supervisor_stay) = 34);
