-- Signups by person
-- People whose signup is on one of the last params.days calendar days, with that day.
-- @use profiles, calendar
select profiles.waid, local.signup_day
from profiles
cross join params
cross join calendar
cross join lateral (
  select (profiles.signed_up_at at time zone 'UTC' at time zone params.tz)::date as signup_day
) as local
where local.signup_day between calendar.first_day and calendar.last_day
