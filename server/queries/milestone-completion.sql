-- Milestones
-- Every milestone, also those that nobody has, and how many of the people who work on it have reached it.
-- @use    person_rows, milestone_names, milestone_progress
-- @column milestone  text     The milestone
-- @column type       text     Its kind
-- @column completed  integer  [count]  People who reached it
-- @column total      integer  [count]  People who have it, reached or not
-- @column pct        number   [percent of total]  The share of those who reached it, in per cent; null when nobody has it
-- @view   table
-- @count  Milestones: milestone_names
-- @count  Milestones of users: milestone_progress
-- @count  Those of people: milestone_progress join person_rows on person_rows.id = milestone_progress.user_id
with taken as (
  select
    milestone_progress.milestone_id,
    person_rows.waid,
    bool_or(milestone_progress.completed) as completed
  from milestone_progress
  join person_rows on person_rows.id = milestone_progress.user_id
  group by milestone_progress.milestone_id, person_rows.waid
),
counted as (
  select taken.milestone_id, count(*) filter (where taken.completed) as completed, count(*) as total
  from taken
  group by taken.milestone_id
)
select
  milestone_names.milestone,
  milestone_names.type,
  coalesce(counted.completed, 0) as completed,
  coalesce(counted.total, 0) as total,
  round(100.0 * counted.completed / counted.total, 1) as pct
from milestone_names
left join counted on counted.milestone_id = milestone_names.id
order by pct desc nulls last, milestone_names.milestone collate "C", milestone_names.id
