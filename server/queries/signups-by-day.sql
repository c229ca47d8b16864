-- Signups by day
-- People by the calendar day of their signup, days without any included.
-- @param  days  integer = 90 [1..730]  How many calendar days, up to today
-- @param  tz    timezone = UTC  The zone in which days begin and end
-- @use    signups, calendar
-- @column day      date     Calendar day in the zone
-- @column signups  integer  [count]  People who signed up that day
-- @column partial  boolean  [partial]  Whether the day is not over yet
-- @view   bars
with counted as (
  select signups.signup_day, count(*) as signups
  from signups
  group by signups.signup_day
)
select
  calendar.first_day + step as day,
  coalesce(counted.signups, 0) as signups,
  calendar.partial and calendar.first_day + step = calendar.last_day as partial
from params
cross join calendar
cross join generate_series(0, params.days - 1) as step
left join counted on counted.signup_day = calendar.first_day + step
order by day
