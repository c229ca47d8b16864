-- Users by day
-- Persons with a user message by calendar day in params.tz, from calendar.first_day - 1 on; days without any are left out.
-- @use user_messages, person_numbers, calendar
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
