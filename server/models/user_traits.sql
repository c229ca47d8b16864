-- Traits of users
-- The attributes that user-segments groups by, as text.
-- @source users  created_at
select
  users.id,
  users.gender::text as gender,
  users.pillar::text as pillar,
  users.goal::text as goal,
  users.level::text as level,
  users.phase::text as phase
from users, params
where (users.created_at >= params.as_of) is not true
