-- Ages of signups, from rollups
-- Persons with a signup on one of the last params.days calendar days: each once with age 0, and again for each piece of time
-- with a user message 1, 7 or 30 calendar days after the day of the signup, with that age.
-- @use signups, person_rows, user_messages, calendar
select signups.waid, signups.signup_day, 0 as age
from signups
union all
select stamped.waid, stamped.signup_day, local.age
from (
  select signups.waid, signups.signup_day, activity.piece as sent_at
  from letz_rollup.activity
  join letz_rollup.persons on persons.person = activity.person
  join signups on signups.waid = persons.waid
  where activity.near
  union all
  select signups.waid, signups.signup_day, user_messages.sent_at::timestamptz at time zone 'UTC'
  from user_messages
  join person_rows on person_rows.id = user_messages.user_id
  join signups on signups.waid = person_rows.waid
  cross join params
  where user_messages.sent_at >= params.rollup_until
) as stamped
cross join params
cross join lateral (
  select (stamped.sent_at::timestamptz at time zone params.tz)::date - stamped.signup_day as age
) as local
where local.age in (1, 7, 30)
