-- Progress of activities
-- Rows of user_activities that exist at as_of; completed as boolean and progress as a number, null if they can't be read.
-- @use boolean_words
-- @source user_activities  created_at
select
  user_activities.user_id,
  user_activities.activity::text as activity,
  case
    when user_activities.completed::text = 'true' then true
    when user_activities.completed::text = 'false' then false
    when lower(btrim(user_activities.completed::text, boolean_words.white_space) collate "C") = any (boolean_words.yes) then true
    when lower(btrim(user_activities.completed::text, boolean_words.white_space) collate "C") = any (boolean_words.no) then false
  end as completed,
  case
    when pg_typeof(user_activities.progress) = any ('{smallint,integer,bigint,numeric}'::regtype[])
      then user_activities.progress::numeric
    -- A decimal number of at most 100 characters, which no cast to numeric refuses.
    when length(user_activities.progress::text) <= 100
      and user_activities.progress::text ~ '^[ \t\n\v\f\r]*[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,3})?[ \t\n\v\f\r]*$'
      then user_activities.progress::text::numeric
  end as progress
from user_activities, params, boolean_words
where (user_activities.created_at >= params.as_of) is not true
