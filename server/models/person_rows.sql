-- Rows of people
-- Rows of users that exist at as_of and whose waid is not null and not blank. All rows of one waid are one person.
-- @use white_space
select users.*
from users, params, white_space
where (users.created_at < params.as_of or users.created_at is null)
  and users.waid ~ white_space.other
