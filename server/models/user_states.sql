-- States of users
-- is_active as boolean: stored as boolean, 0/1 or text that PostgreSQL reads as boolean; null if it can't be read.
-- @use boolean_words
-- @source users  created_at
select
  users.id,
  case
    when users.is_active::text = 'true' then true
    when users.is_active::text = 'false' then false
    when lower(btrim(users.is_active::text, boolean_words.white_space) collate "C") = any (boolean_words.yes) then true
    when lower(btrim(users.is_active::text, boolean_words.white_space) collate "C") = any (boolean_words.no) then false
  end as is_active
from users, params, boolean_words
where (users.created_at >= params.as_of) is not true
