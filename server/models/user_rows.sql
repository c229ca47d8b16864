-- Rows of users
-- Rows of users that exist at as_of: keys and stamp only.
-- @source users  created_at
-- @count  Rows of users: user_rows
select users.id, users.waid::text as waid, users.created_at
from users, params
-- This form keeps rows without a stamp, and without statistics the planner expects most rows of it, not very few: very few
-- would make it choose nested loops.
where (users.created_at >= params.as_of) is not true
