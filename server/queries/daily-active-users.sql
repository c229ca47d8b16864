-- Daily active users
-- People who wrote at least one message on a calendar day, days without any included.
-- @param  days  integer = 30 [1..730]  How many calendar days, up to today
-- @param  tz    timezone = UTC  The zone in which days begin and end
-- @use    user_messages, calendar
-- @column day      date     Calendar day in the zone
-- @column users    integer  [count]  People who wrote that day
-- @column partial  boolean  [partial]  Whether the day is not over yet
-- @view   line
with active as (
  select distinct user_messages.waid, (sent_at at time zone 'UTC' at time zone params.tz)::date as day
  from user_messages, params, calendar
  -- No zone is a whole day from UTC: the index finds the stamps, the date in the zone decides.
  where sent_at >= calendar.first_day - interval '1 day'
)
select
  calendar.first_day + step as day,
  count(active.waid) as users,
  calendar.partial and calendar.first_day + step = calendar.last_day as partial
from calendar
cross join params
cross join generate_series(0, params.days - 1) as step
left join active on active.day = calendar.first_day + step
group by calendar.first_day, calendar.last_day, calendar.partial, step
order by day
