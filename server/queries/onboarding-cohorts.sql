-- Onboarding by cohort
-- People by when they signed up, and how many of them have completed onboarding since, whenever that was. Cohorts of
-- less than a whole week or month hold only the days that are asked for.
-- @param  granularity  day|week|month = day  What a cohort spans; weeks begin on Monday
-- @param  days  integer = 90 [1..3650]  How many calendar days of signups, up to today
-- @param  tz    timezone = UTC  The zone in which days begin and end
-- @use    signups, stamped_events, person_rows
-- @column cohort                date     First day of the cohort's day, week or month
-- @column signups               integer  [count]  People who signed up in it
-- @column completed_onboarding  integer  [count]  Those of them who have completed onboarding
-- @column pct                   number   [percent of signups]  Their share of the signups, in per cent
-- @view   bars
-- @expect events.event_type onboarding_completed
-- @count  Events of completed onboarding: stamped_events where stamped_events.event_type = 'onboarding_completed'
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
select
  date_trunc(params.granularity, signups.signup_day::timestamp)::date as cohort,
  count(*) as signups,
  count(completed.waid) as completed_onboarding,
  round(100.0 * count(completed.waid) / count(*), 1) as pct
from signups
cross join params
left join completed on completed.waid = signups.waid
group by cohort
order by cohort desc
