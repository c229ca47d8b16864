-- Days of activities
-- Rows of user_activities that exist at as_of; days as JSON text, not yet checked: see json_syntax.
-- @source user_activities  created_at
select
  user_activities.user_id,
  case
    when pg_typeof(user_activities.days)::text like '%[]' then to_jsonb(user_activities.days)::text
    else user_activities.days::text
  end as days
from user_activities, params
where (user_activities.created_at >= params.as_of) is not true
