-- Our own rooms, for the server after this one: JSON that only libs/rooms reads.
CREATE TABLE kept_room (
  room TEXT NOT NULL PRIMARY KEY CHECK (length(room) = 34),
  state TEXT NOT NULL
);
