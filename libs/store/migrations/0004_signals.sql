-- How many signals the page of a visit has told, since they are limited.
ALTER TABLE visit ADD COLUMN signals BIGINT NOT NULL DEFAULT 0 CHECK (signals >= 0);
