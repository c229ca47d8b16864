-- Milestones of users
-- Rows of user_milestones that exist at as_of; completed as boolean, null if it can't be read.
-- @use boolean_words
-- @source user_milestones  created_at
select
  user_milestones.user_id,
  user_milestones.milestone_id,
  case
    when user_milestones.completed::text = 'true' then true
    when user_milestones.completed::text = 'false' then false
    when lower(btrim(user_milestones.completed::text, boolean_words.white_space) collate "C") = any (boolean_words.yes) then true
    when lower(btrim(user_milestones.completed::text, boolean_words.white_space) collate "C") = any (boolean_words.no) then false
  end as completed
from user_milestones, params, boolean_words
where (user_milestones.created_at >= params.as_of) is not true
