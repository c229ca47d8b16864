-- Names of users
-- @source users  created_at
select users.id, users.full_name::text as full_name
from users, params
where (users.created_at >= params.as_of) is not true
