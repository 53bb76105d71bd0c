-- Pictures taken in calls. The image is written in base64url, since a text holds no other bytes in both databases.
ALTER TABLE session ADD COLUMN stills BIGINT NOT NULL DEFAULT 0 CHECK (stills >= 0);
CREATE TABLE still (
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 22),
  session TEXT NOT NULL REFERENCES session (id),
  number BIGINT NOT NULL CHECK (number >= 1),
  visit TEXT CHECK (length(visit) = 22),
  type TEXT NOT NULL,
  bytes BIGINT NOT NULL CHECK (bytes >= 0),
  taken_at BIGINT NOT NULL,
  image TEXT NOT NULL,
  PRIMARY KEY (session, number)
);
