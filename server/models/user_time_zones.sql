-- Time zones of users
-- timezone as written; local_zones says what it means.
-- @source users  created_at
select users.id, users.timezone::text as timezone
from users, params
where (users.created_at >= params.as_of) is not true
