-- Steps of persons, from rollups
-- Persons, and which steps of the journey they have reached: any with such an event, or in order if params.ordered.
-- @use person_rows, stamped_events
-- @expect events.event_type onboarding_completed, complete_activity, update_experience
with latest as (
  select person_rows.waid, stamped_events.event_type, stamped_events.stamped_at::timestamptz at time zone 'UTC' as stamped_at
  from stamped_events
  join person_rows on person_rows.id = stamped_events.user_id
  cross join params
  where stamped_events.stamped_at >= params.rollup_until
    and stamped_events.event_type in ('onboarding_completed', 'complete_activity', 'update_experience')
),
latest_steps as (
  select
    latest.waid,
    bool_or(latest.event_type = 'onboarding_completed') as step_2,
    bool_or(latest.event_type = 'complete_activity') as step_3,
    bool_or(latest.event_type = 'update_experience') as step_4
  from latest
  group by latest.waid
),
-- Ordered: a step that is not reached in the rollups may be among the latest events, which are all later.
onboarded as (
  select
    latest.*,
    persons.stamp_3 as known_stamp_3,
    persons.ordered_4,
    coalesce(
      persons.stamp_2,
      min(latest.stamped_at) filter (where latest.event_type = 'onboarding_completed') over (partition by latest.waid)
    ) as stamp_2
  from latest
  left join letz_rollup.persons on persons.waid = latest.waid
),
active as (
  select
    onboarded.*,
    coalesce(
      onboarded.known_stamp_3,
      min(onboarded.stamped_at) filter (
        where onboarded.event_type = 'complete_activity' and onboarded.stamped_at >= onboarded.stamp_2
      ) over (partition by onboarded.waid)
    ) as stamp_3
  from onboarded
),
latest_ordered as (
  select
    active.waid,
    bool_or(active.stamp_2 is not null) as step_2,
    bool_or(active.stamp_3 is not null) as step_3,
    bool_or(
      coalesce(active.ordered_4, false)
      or active.event_type = 'update_experience' and active.stamped_at >= active.stamp_3
    ) as step_4
  from active
  group by active.waid
)
select
  coalesce(persons.step_2, false) or coalesce(latest_steps.step_2, false) as step_2,
  coalesce(persons.step_3, false) or coalesce(latest_steps.step_3, false) as step_3,
  coalesce(persons.step_4, false) or coalesce(latest_steps.step_4, false) as step_4
from letz_rollup.persons
full join latest_steps on latest_steps.waid = persons.waid
cross join params
where not params.ordered
union all
select
  coalesce(latest_ordered.step_2, persons.stamp_2 is not null),
  coalesce(latest_ordered.step_3, persons.stamp_3 is not null),
  coalesce(latest_ordered.step_4, persons.ordered_4)
from letz_rollup.persons
full join latest_ordered on latest_ordered.waid = persons.waid
cross join params
where params.ordered
