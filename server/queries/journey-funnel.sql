-- Journey
-- How far people have come, from signup to their first experience points. Unordered: people with the step's event.
-- Ordered: people who did the steps one after the other, each at or after the one before.
-- @param  ordered  boolean = false  Whether the steps must come in order
-- @use    persons, person_rows, person_numbers, stamped_events
-- @column step             text     The step
-- @column users            integer  [count]  People who reached it
-- @column pct_of_start     number   [percent]  Their share of all people, in per cent
-- @column pct_of_previous  number   [percent]  Their share of those who reached the step before, in per cent
-- @view   funnel
-- @expect events.event_type onboarding_completed, complete_activity, update_experience
-- @count  Events of the steps: stamped_events where stamped_events.event_type in ('onboarding_completed', 'complete_activity', 'update_experience')
with steps (position, step) as (
  values (1, 'signed_up'), (2, 'onboarding_completed'), (3, 'complete_activity'), (4, 'update_experience')
),
-- Read once of two times, by `ordered`: materialized, it would lose the parallel plan.
step_events as not materialized (
  select stamped_events.user_id, stamped_events.event_type, stamped_events.stamped_at
  from stamped_events
  where stamped_events.event_type in ('onboarding_completed', 'complete_activity', 'update_experience')
),
-- Unordered: which of the steps a row of users has an event of, then which of them a person has.
row_steps as (
  select
    step_events.user_id,
    bool_or(step_events.event_type = 'onboarding_completed') as step_2,
    bool_or(step_events.event_type = 'complete_activity') as step_3,
    bool_or(step_events.event_type = 'update_experience') as step_4
  from step_events, params
  where not params.ordered
  group by step_events.user_id
),
person_steps as (
  select bool_or(row_steps.step_2) as step_2, bool_or(row_steps.step_3) as step_3, bool_or(row_steps.step_4) as step_4
  from row_steps
  join person_rows on person_rows.id = row_steps.user_id
  group by person_rows.waid
),
-- Ordered: the earliest stamp of each step at or after that of the step before, in one pass over a person's events.
person_events as (
  select person_numbers.person, step_events.event_type, step_events.stamped_at
  from step_events
  join person_numbers on person_numbers.id = step_events.user_id
  cross join params
  where params.ordered
),
onboarded as (
  select
    person_events.*,
    min(person_events.stamped_at) filter (where person_events.event_type = 'onboarding_completed')
      over (partition by person_events.person) as stamp_2
  from person_events
),
active as (
  select
    onboarded.*,
    min(onboarded.stamped_at) filter (
      where onboarded.event_type = 'complete_activity' and onboarded.stamped_at >= onboarded.stamp_2
    ) over (partition by onboarded.person) as stamp_3
  from onboarded
),
ordered_steps as (
  select
    bool_or(active.stamp_2 is not null) as step_2,
    bool_or(active.stamp_3 is not null) as step_3,
    bool_or(active.event_type = 'update_experience' and active.stamped_at >= active.stamp_3) as step_4
  from active
  group by active.person
),
reached (users, step_2, step_3, step_4) as (
  select
    (select count(*) from persons),
    count(*) filter (where taken.step_2),
    count(*) filter (where taken.step_3),
    count(*) filter (where taken.step_4)
  from (select * from person_steps union all select * from ordered_steps) as taken
),
counted as (
  select
    steps.position,
    steps.step,
    case steps.position
      when 1 then reached.users
      when 2 then reached.step_2
      when 3 then reached.step_3
      else reached.step_4
    end as users
  from steps, reached
)
select
  counted.step,
  counted.users,
  round(100.0 * counted.users / nullif(first_value(counted.users) over (order by counted.position), 0), 1)
    as pct_of_start,
  round(100.0 * counted.users / nullif(lag(counted.users) over (order by counted.position), 0), 1) as pct_of_previous
from counted
order by counted.position
