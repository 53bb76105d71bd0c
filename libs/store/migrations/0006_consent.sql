-- Which version of the text that agrees to a recording the person of a visit agreed to; empty for none.
ALTER TABLE visit ADD COLUMN consent TEXT NOT NULL DEFAULT '';
