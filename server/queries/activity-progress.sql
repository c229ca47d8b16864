-- Progress by activity
-- People by the activities that they were given, and how far they are.
-- @use    person_rows, white_space
-- @column activity          text     The activity
-- @column assigned          integer  [count]  People who have it
-- @column completed         integer  [count]  Those of them who completed it
-- @column completed_pct     number   [percent of assigned]  Their share, in per cent
-- @column average_progress  number   Mean progress of all of its rows that say one
-- @view   table
select
  user_activities.activity,
  count(distinct person_rows.waid) as assigned,
  count(distinct person_rows.waid) filter (where user_activities.completed) as completed,
  round(
    100.0 * count(distinct person_rows.waid) filter (where user_activities.completed) / count(distinct person_rows.waid), 1
  ) as completed_pct,
  round(avg(user_activities.progress::numeric), 2) as average_progress
from user_activities
join person_rows on person_rows.id = user_activities.user_id
cross join params
cross join white_space
where (user_activities.created_at < params.as_of or user_activities.created_at is null)
  and user_activities.activity ~ white_space.other
group by user_activities.activity
order by assigned desc, user_activities.activity collate "C"
