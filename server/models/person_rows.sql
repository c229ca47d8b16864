-- Rows of persons
-- Rows of users whose waid is neither null nor blank. All rows of one waid are one person.
-- @use user_rows, white_space
-- @count Rows with a WhatsApp ID: person_rows
select user_rows.id, user_rows.waid, user_rows.created_at
from user_rows, white_space
-- A byte comparison accepts nearly every waid; the regular expression, which is slow, runs for the others only.
where user_rows.waid collate "C" between '!' and '~' or user_rows.waid !~ white_space.blank
