-- Signups by day
-- People by the calendar day of their signup, days without any included.
-- @param  days  integer = 90 [1..730]  How many calendar days, up to today
-- @param  tz    timezone = UTC  The zone in which days begin and end
-- @use    signups, calendar
-- @column day      date     Calendar day in the zone
-- @column signups  integer  [count]  People who signed up that day
-- @column partial  boolean  [partial]  Whether the day is not over yet
-- @view   bars
select
  calendar.first_day + step as day,
  count(signups.waid) as signups,
  calendar.partial and calendar.first_day + step = calendar.last_day as partial
from calendar
cross join params
cross join generate_series(0, params.days - 1) as step
left join signups on signups.signup_day = calendar.first_day + step
group by calendar.first_day, calendar.last_day, calendar.partial, step
order by day
