-- Milestones
-- Every milestone, also those that nobody has, and how many of the people who work on it have reached it.
-- @use    person_rows
-- @column milestone  text     The milestone
-- @column type       text     Its kind
-- @column completed  integer  [count]  People who reached it
-- @column total      integer  [count]  People who have it, reached or not
-- @column pct        number   [percent of total]  The share of those who reached it, in per cent; null when nobody has it
-- @view   table
with taken as (
  select
    user_milestones.milestone_id,
    count(distinct person_rows.waid) filter (where user_milestones.completed) as completed,
    count(distinct person_rows.waid) as total
  from user_milestones
  join person_rows on person_rows.id = user_milestones.user_id
  cross join params
  where user_milestones.created_at < params.as_of or user_milestones.created_at is null
  group by user_milestones.milestone_id
)
select
  milestones.milestone,
  milestones.type,
  coalesce(taken.completed, 0) as completed,
  coalesce(taken.total, 0) as total,
  round(100.0 * taken.completed / taken.total, 1) as pct
from milestones
left join taken on taken.milestone_id = milestones.id
order by pct desc nulls last, milestones.milestone collate "C", milestones.id
