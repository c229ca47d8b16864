-- Ages of signups
-- Persons with a signup on one of the last params.days calendar days: each once with age 0, and again for each user message
-- 1, 7 or 30 calendar days after the day of the signup, with that age. person is a key of the person.
-- @use signups, person_rows, user_messages, calendar
with cohort_rows as (
  select person_rows.id, signups.waid, signups.signup_day
  from signups
  join person_rows on person_rows.waid = signups.waid
)
select signups.waid as person, signups.signup_day, 0 as age
from signups
union all
select cohort_rows.waid, cohort_rows.signup_day, local.age
from user_messages
join cohort_rows on cohort_rows.id = user_messages.user_id
  -- The day in UTC, one more or less, excludes most rows before the slower conversion.
  and user_messages.sent_at >= cohort_rows.signup_day
  and user_messages.sent_at < cohort_rows.signup_day + 32
cross join params
cross join calendar
cross join lateral (
  select (user_messages.sent_at::timestamptz at time zone params.tz)::date - cohort_rows.signup_day as age
) as local
where user_messages.sent_at >= calendar.first_day
  and local.age in (1, 7, 30)
