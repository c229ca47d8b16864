-- Daily active users
-- People who wrote at least one message on a calendar day, days without any included.
-- @param  days  integer = 30 [1..730]  How many calendar days, up to today
-- @param  tz    timezone = UTC  The zone in which days begin and end
-- @use    user_messages, person_numbers, calendar
-- @column day      date     Calendar day in the zone
-- @column users    integer  [count]  People who wrote that day
-- @column partial  boolean  [partial]  Whether the day is not over yet
-- @view   line
-- @count  Messages from users in these days: user_messages, params, calendar where user_messages.sent_at >= calendar.first_day - interval '1 day' and (user_messages.sent_at::timestamptz at time zone params.tz)::date between calendar.first_day and calendar.last_day
-- @count  Those of people: user_messages join person_rows on person_rows.id = user_messages.user_id, params, calendar where user_messages.sent_at >= calendar.first_day - interval '1 day' and (user_messages.sent_at::timestamptz at time zone params.tz)::date between calendar.first_day and calendar.last_day
with active as (
  select dated.day, count(distinct dated.person) as users
  from (
    select
      person_numbers.person,
      (user_messages.sent_at::timestamptz at time zone params.tz)::date as day
    from user_messages
    join person_numbers on person_numbers.id = user_messages.user_id
    cross join params
    cross join calendar
    -- No zone is a whole day away from UTC: the index finds the stamps, the date in the zone decides.
    where user_messages.sent_at >= calendar.first_day - interval '1 day'
  ) as dated
  group by dated.day
)
select
  calendar.first_day + step as day,
  coalesce(active.users, 0) as users,
  calendar.partial and calendar.first_day + step = calendar.last_day as partial
from params
cross join calendar
cross join generate_series(0, params.days - 1) as step
left join active on active.day = calendar.first_day + step
order by day
