-- Signups and onboarding by day, from rollups
-- Persons by the calendar day of their signup, and those of them who have completed onboarding, whenever that was.
-- @use person_rows, stamped_events, calendar
-- @expect events.event_type onboarding_completed
with latest_completed as (
  select distinct person_rows.waid
  from stamped_events
  join person_rows on person_rows.id = stamped_events.user_id
  cross join params
  where stamped_events.stamped_at >= params.rollup_until
    and stamped_events.event_type = 'onboarding_completed'
),
latest_signups as (
  select person_rows.waid, min(person_rows.created_at) as signed_up_at
  from person_rows, params
  where person_rows.created_at >= params.rollup_until
  group by person_rows.waid
),
counted as (
  select signups.piece as signed_up_at, signups.signups, signups.completed
  from letz_rollup.signups, calendar
  where signups.piece >= calendar.first_day - interval '1 day'
  union all
  -- Persons who have signed up since.
  select
    latest_signups.signed_up_at::timestamptz at time zone 'UTC',
    1,
    case when persons.step_2 or latest_completed.waid is not null then 1 else 0 end
  from latest_signups
  left join letz_rollup.persons on persons.waid = latest_signups.waid
  left join latest_completed on latest_completed.waid = latest_signups.waid
  where persons.signed_up_at is null
  union all
  -- Persons who signed up before and have completed onboarding since.
  select persons.signed_up_at, 0, 1
  from latest_completed
  join letz_rollup.persons on persons.waid = latest_completed.waid
  where persons.signed_up_at is not null and not persons.step_2
)
select local.signup_day, sum(counted.signups)::bigint as signups, sum(counted.completed)::bigint as completed
from counted
cross join params
cross join calendar
cross join lateral (
  select (counted.signed_up_at::timestamptz at time zone params.tz)::date as signup_day
) as local
where local.signup_day >= calendar.first_day
  and (local.signup_day > calendar.last_day) is not true
group by local.signup_day
