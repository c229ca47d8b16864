-- Journey
-- How far people have come, from signup to their first experience points. Unordered: people with the step's event.
-- Ordered: people who did the steps one after the other, each at or after the one before.
-- @param  ordered  boolean = false  Whether the steps must come in order
-- @use    profiles, person_events
-- @column step             text     The step
-- @column users            integer  [count]  People who reached it
-- @column pct_of_start     number   [percent]  Their share of all people, in per cent
-- @column pct_of_previous  number   [percent]  Their share of those who reached the step before, in per cent
-- @view   funnel
with steps (position, step) as (
  values (1, 'signed_up'), (2, 'onboarding_completed'), (3, 'complete_activity'), (4, 'update_experience')
),
onboarded as (
  select waid, min(stamped_at) as stamped_at
  from person_events
  where event_type = 'onboarding_completed'
  group by waid
),
active as (
  select person_events.waid, min(person_events.stamped_at) as stamped_at
  from person_events
  join onboarded on onboarded.waid = person_events.waid and person_events.stamped_at >= onboarded.stamped_at
  where event_type = 'complete_activity'
  group by person_events.waid
),
experienced as (
  select person_events.waid
  from person_events
  join active on active.waid = person_events.waid and person_events.stamped_at >= active.stamped_at
  where event_type = 'update_experience'
  group by person_events.waid
),
reached as (
  select 1 as position, count(*) as users from profiles
  union all
  select 2, count(*) from onboarded, params where params.ordered and stamped_at is not null
  union all
  select 3, count(*) from active, params where params.ordered
  union all
  select 4, count(*) from experienced, params where params.ordered
  union all
  select steps.position, count(distinct person_events.waid)
  from params
  cross join steps
  left join person_events on person_events.event_type = steps.step
  where not params.ordered and steps.position > 1
  group by steps.position
),
counted as (
  select position, sum(users) as users from reached group by position
)
select
  step,
  users::bigint as users,
  round(100.0 * users / nullif(first_value(users) over (order by position), 0), 1) as pct_of_start,
  round(100.0 * users / nullif(lag(users) over (order by position), 0), 1) as pct_of_previous
from counted
join steps using (position)
order by position
