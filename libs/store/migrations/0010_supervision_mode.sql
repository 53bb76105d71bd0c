-- Who hears and sees the supervisor.
ALTER TABLE session ADD COLUMN supervisor_mode TEXT NOT NULL DEFAULT 'listen'
  CHECK (supervisor_mode IN ('listen', 'whisper', 'barge', 'take_over'));
