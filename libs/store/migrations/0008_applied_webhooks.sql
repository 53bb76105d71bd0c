-- A webhook that was applied is known by its key alone: a task's attributes may hold a phone number.
UPDATE webhook SET body = '' WHERE settled = 1;
