-- Retention
-- People by the day of their signup, and how many of them wrote on the 1st, 7th and 30th calendar day after it. Null while
-- that day is not over: the cohort is too young to tell.
-- @param  days  integer = 90 [1..3650]  How many calendar days of signups, up to today
-- @param  tz    timezone = UTC  The zone in which days begin and end
-- @use    signups, user_messages, calendar
-- @column signup_date  date     Calendar day of the signup; days without one are left out
-- @column cohort_size  integer  [count]  People who signed up that day
-- @column d1           integer  [count]  Those who wrote on the day after
-- @column d7           integer  [count]  Those who wrote on the 7th day after
-- @column d30          integer  [count]  Those who wrote on the 30th day after
-- @column d1_pct       number   [percent of cohort_size]  d1 in per cent of the cohort
-- @column d7_pct       number   [percent of cohort_size]  d7 in per cent of the cohort
-- @column d30_pct      number   [percent of cohort_size]  d30 in per cent of the cohort
-- @view   heatmap
with returned as (
  select distinct signups.waid, local.day - signups.signup_day as age
  from user_messages
  join signups on signups.waid = user_messages.waid
  cross join params
  cross join calendar
  cross join lateral (select (sent_at at time zone 'UTC' at time zone params.tz)::date as day) as local
  where sent_at >= calendar.first_day - interval '1 day'
    and local.day - signups.signup_day in (1, 7, 30)
),
cohorts as (
  select
    signups.signup_day as signup_date,
    count(*) as cohort_size,
    count(returned_1.waid) as d1,
    count(returned_7.waid) as d7,
    count(returned_30.waid) as d30
  from signups
  left join returned as returned_1 on returned_1.waid = signups.waid and returned_1.age = 1
  left join returned as returned_7 on returned_7.waid = signups.waid and returned_7.age = 7
  left join returned as returned_30 on returned_30.waid = signups.waid and returned_30.age = 30
  group by signups.signup_day
),
judged as (
  select
    signup_date,
    cohort_size,
    case when signup_date + 1 <= last_complete_day then d1 end as d1,
    case when signup_date + 7 <= last_complete_day then d7 end as d7,
    case when signup_date + 30 <= last_complete_day then d30 end as d30
  from cohorts, calendar
)
select
  *,
  round(100.0 * d1 / cohort_size, 1) as d1_pct,
  round(100.0 * d7 / cohort_size, 1) as d7_pct,
  round(100.0 * d30 / cohort_size, 1) as d30_pct
from judged
order by signup_date desc
