-- Ages of signups, from rollups
-- Persons with a signup on one of the last params.days calendar days: each once with age 0, and again for each piece of time
-- with a user message 1, 7 or 30 calendar days after the day of the signup, with that age. Persons who are not in the
-- rollups yet have negative numbers.
-- @use person_rows, user_messages, calendar
with latest_signups as (
  select person_rows.waid, min(person_rows.created_at) as signed_up_at
  from person_rows, params
  where person_rows.created_at >= params.rollup_until
  group by person_rows.waid
),
people as materialized (
  select signed_up.person, signed_up.waid, local.signup_day
  from (
    select persons.person, persons.waid, persons.signed_up_at
    from letz_rollup.persons
    where persons.signed_up_at is not null
    union all
    select
      coalesce(persons.person, -dense_rank() over (order by latest_signups.waid collate "C")),
      latest_signups.waid,
      latest_signups.signed_up_at::timestamptz at time zone 'UTC'
    from latest_signups
    left join letz_rollup.persons on persons.waid = latest_signups.waid
    where persons.signed_up_at is null
  ) as signed_up
  cross join params
  cross join calendar
  cross join lateral (
    select (signed_up.signed_up_at::timestamptz at time zone params.tz)::date as signup_day
  ) as local
  where signed_up.signed_up_at >= calendar.first_day - interval '1 day'
    and local.signup_day >= calendar.first_day
    and (local.signup_day > calendar.last_day) is not true
)
select people.person, people.signup_day, 0 as age
from people
union all
select stamped.person, stamped.signup_day, local.age
from (
  select people.person, people.signup_day, activity.piece as sent_at
  from letz_rollup.activity
  join people on people.person = activity.person
  where activity.near
  union all
  select people.person, people.signup_day, user_messages.sent_at::timestamptz at time zone 'UTC'
  from user_messages
  join person_rows on person_rows.id = user_messages.user_id
  join people on people.waid = person_rows.waid
  cross join params
  where user_messages.sent_at >= params.rollup_until
) as stamped
cross join params
cross join lateral (
  select (stamped.sent_at::timestamptz at time zone params.tz)::date - stamped.signup_day as age
) as local
where local.age in (1, 7, 30)
