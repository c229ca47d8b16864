-- Signups and onboarding by day
-- Persons by the calendar day of their signup, and those of them who have completed onboarding, whenever that was.
-- @use signups, stamped_events, person_rows
-- @expect events.event_type onboarding_completed
with completed_rows as (
  select distinct stamped_events.user_id
  from stamped_events
  where stamped_events.event_type = 'onboarding_completed'
),
completed as (
  select distinct person_rows.waid
  from completed_rows
  join person_rows on person_rows.id = completed_rows.user_id
)
select signups.signup_day, count(*) as signups, count(completed.waid) as completed
from signups
left join completed on completed.waid = signups.waid
group by signups.signup_day
