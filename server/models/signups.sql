-- Signups
-- Persons whose signup is on one of the last params.days calendar days in params.tz, with that day.
-- @use persons, calendar
-- @count People who signed up in these days: signups
select persons.waid, local.signup_day
from persons
cross join params
cross join calendar
cross join lateral (
  select (persons.signed_up_at::timestamptz at time zone params.tz)::date as signup_day
) as local
-- No zone is a whole day away from UTC: the stored stamp excludes most rows before the slower conversion.
where persons.signed_up_at >= calendar.first_day - interval '1 day'
  and local.signup_day >= calendar.first_day
  -- Same as <=, for which the planner would assume a range of very few rows and choose nested loops.
  and (local.signup_day > calendar.last_day) is not true
