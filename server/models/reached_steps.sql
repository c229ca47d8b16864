-- Steps of persons
-- Persons with an event of the journey, and which of its steps they have reached: any with such an event, or in order if
-- params.ordered.
-- @use person_rows, person_numbers, stamped_events
-- @expect events.event_type onboarding_completed, complete_activity, update_experience
with
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
)
select person_steps.step_2, person_steps.step_3, person_steps.step_4
from person_steps
union all
select ordered_steps.step_2, ordered_steps.step_3, ordered_steps.step_4
from ordered_steps
