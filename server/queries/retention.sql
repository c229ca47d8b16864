-- Retention
-- People by the day of their signup, and how many of them wrote on the 1st, 7th and 30th calendar day after it. Null while
-- that day is not over: the cohort is too young to tell.
-- @param  days  integer = 90 [1..3650]  How many calendar days of signups, up to today
-- @param  tz    timezone = UTC  The zone in which days begin and end
-- @use    signups, person_rows, user_messages, calendar
-- @column signup_date  date     Calendar day of the signup; days without one are left out
-- @column cohort_size  integer  [count]  People who signed up that day
-- @column d1           integer  [count]  Those who wrote on the day after
-- @column d7           integer  [count]  Those who wrote on the 7th day after
-- @column d30          integer  [count]  Those who wrote on the 30th day after
-- @column d1_pct       number   [percent of cohort_size]  d1 in per cent of the cohort
-- @column d7_pct       number   [percent of cohort_size]  d7 in per cent of the cohort
-- @column d30_pct      number   [percent of cohort_size]  d30 in per cent of the cohort
-- @view   heatmap
with cohort_rows as (
  select person_rows.id, signups.waid, signups.signup_day
  from signups
  join person_rows on person_rows.waid = signups.waid
),
-- Each person once without a message, and again for each message on one of the days.
dated as (
  select signups.waid, signups.signup_day, 0 as age
  from signups
  union all
  select cohort_rows.waid, cohort_rows.signup_day, local.age
  from user_messages
  join cohort_rows on cohort_rows.id = user_messages.user_id
    -- The day in UTC, one more or less, excludes most rows before the slower conversion.
    and user_messages.sent_at >= cohort_rows.signup_day
    and user_messages.sent_at < cohort_rows.signup_day + 32
  cross join params
  cross join calendar
  cross join lateral (
    select (user_messages.sent_at::timestamptz at time zone params.tz)::date - cohort_rows.signup_day as age
  ) as local
  where user_messages.sent_at >= calendar.first_day
    and local.age in (1, 7, 30)
),
returned as (
  select
    dated.signup_day,
    bool_or(dated.age = 1) as d1,
    bool_or(dated.age = 7) as d7,
    bool_or(dated.age = 30) as d30
  from dated
  group by dated.waid, dated.signup_day
),
cohorts as (
  select
    returned.signup_day as signup_date,
    count(*) as cohort_size,
    count(*) filter (where returned.d1) as d1,
    count(*) filter (where returned.d7) as d7,
    count(*) filter (where returned.d30) as d30
  from returned
  group by returned.signup_day
),
complete as (
  select
    cohorts.signup_date,
    cohorts.cohort_size,
    case when cohorts.signup_date + 1 <= calendar.last_complete_day then cohorts.d1 end as d1,
    case when cohorts.signup_date + 7 <= calendar.last_complete_day then cohorts.d7 end as d7,
    case when cohorts.signup_date + 30 <= calendar.last_complete_day then cohorts.d30 end as d30
  from cohorts, calendar
)
select
  complete.signup_date,
  complete.cohort_size,
  complete.d1,
  complete.d7,
  complete.d30,
  round(100.0 * complete.d1 / complete.cohort_size, 1) as d1_pct,
  round(100.0 * complete.d7 / complete.cohort_size, 1) as d7_pct,
  round(100.0 * complete.d30 / complete.cohort_size, 1) as d30_pct
from complete
order by complete.signup_date desc
