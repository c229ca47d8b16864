-- Progress by activity
-- People by the activities that they were given, and how far they are.
-- @use    person_rows, activity_progress, white_space
-- @column activity          text     The activity
-- @column assigned          integer  [count]  People who have it
-- @column completed         integer  [count]  Those of them who completed it
-- @column completed_pct     number   [percent of assigned]  Their share, in per cent
-- @column average_progress  number   Mean progress of all of its rows that say one
-- @view   table
-- @count  Rows of activities: activity_progress
-- @count  Those of people: activity_progress join person_rows on person_rows.id = activity_progress.user_id
with given as (
  select
    activity_progress.activity,
    person_rows.waid,
    bool_or(activity_progress.completed) as completed,
    sum(activity_progress.progress) as progress,
    count(activity_progress.progress) as measured
  from activity_progress
  join person_rows on person_rows.id = activity_progress.user_id
  cross join white_space
  where activity_progress.activity collate "C" between '!' and '~' or activity_progress.activity !~ white_space.blank
  group by activity_progress.activity, person_rows.waid
)
select
  given.activity,
  count(*) as assigned,
  count(*) filter (where given.completed) as completed,
  round(100.0 * count(*) filter (where given.completed) / count(*), 1) as completed_pct,
  round(sum(given.progress) / sum(given.measured), 2) as average_progress
from given
group by given.activity
order by assigned desc, given.activity collate "C"
