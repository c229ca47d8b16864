-- Users by day, from rollups
-- Persons with a user message by calendar day in params.tz. Days of 24 hours that ended before the watermark are counted
-- already; of the others the persons are read.
-- @use user_messages, person_rows, calendar
with midnights as materialized (
  -- The first moment of each day: clocks that are put back at midnight make it earlier than AT TIME ZONE says.
  select days.day, first_moment.at
  from params
  cross join calendar
  cross join generate_series(0, params.days) as step
  cross join lateral (select calendar.first_day + step as day) as days
  cross join lateral (select days.day::timestamp at time zone params.tz at time zone 'UTC' as at) as named
  left join lateral (
    select named.at - back as at
    from unnest(array[interval '1 hour', interval '30 minutes', interval '0']) as back
    where ((named.at - back) at time zone 'UTC' at time zone params.tz)::date = days.day
      and ((named.at - back - interval '1 microsecond') at time zone 'UTC' at time zone params.tz)::date = days.day - 1
    order by back desc
    limit 1
  ) as first_moment on true
),
days as materialized (
  select
    midnights.day,
    midnights.at,
    coalesce(
      midnights.at >= timestamp '2023-01-01'
        and lead(midnights.at) over (order by midnights.day) = midnights.at + interval '24 hours'
        and midnights.at + interval '24 hours' <= params.rollup_until,
      false
    ) as is_counted
  from midnights, params
),
-- The day or two that the watermark lies in, and days of another length. Persons who are not in the rollups yet have
-- negative numbers.
active as (
  select (activity.piece at time zone 'UTC' at time zone params.tz)::date as day, activity.person
  from letz_rollup.activity, params
  -- No day is longer than 26 hours.
  where activity.piece >= params.rollup_until - interval '27 hours'
  union all
  select (activity.piece at time zone 'UTC' at time zone params.tz)::date, activity.person
  from params
  cross join days
  join letz_rollup.activity on activity.piece >= days.day - 1 and activity.piece < days.day + 2
  where not days.is_counted and (days.at >= params.rollup_until - interval '27 hours') is not true
  union all
  select
    (user_messages.sent_at::timestamptz at time zone params.tz)::date,
    coalesce(persons.person, -dense_rank() over (order by person_rows.waid collate "C"))
  from user_messages
  join person_rows on person_rows.id = user_messages.user_id
  cross join params
  left join letz_rollup.persons on persons.waid = person_rows.waid
  where user_messages.sent_at >= params.rollup_until
)
select days.day, active_users.users::bigint as users
from days
join letz_rollup.active_users on active_users.starts_at = days.at
where days.is_counted
union all
select days.day, count(distinct active.person)
from days
join active on active.day = days.day
where not days.is_counted
group by days.day
