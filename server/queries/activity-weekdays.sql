-- Activities by weekday
-- People who have an activity planned for a weekday.
-- @use    person_rows, white_space
-- @column weekday  text     Weekday, Monday to Sunday
-- @column users    integer  [count]  People with an activity that day
-- @view   bars
with planned as (
  select person_rows.waid, lower(trimmed.name collate "C") as weekday
  from user_activities
  join person_rows on person_rows.id = user_activities.user_id
  cross join params
  cross join lateral (select user_activities.days::jsonb as value, jsonb_typeof(user_activities.days::jsonb) as kind) as plan
  cross join lateral (
    select item #>> '{}' as name
    from jsonb_array_elements(case when kind = 'array' then plan.value else '[]' end) as item
    where jsonb_typeof(item) = 'string'
    union all
    select jsonb_object_keys(case when kind = 'object' then plan.value else '{}' end)
    union all
    select plan.value #>> '{}' where kind = 'string'
  ) as entry
  cross join white_space
  cross join lateral (
    select regexp_replace(entry.name, '^' || white_space.class || '+|' || white_space.class || '+$', '', 'g') as name
  ) as trimmed
  where user_activities.created_at < params.as_of or user_activities.created_at is null
)
select weekdays.weekday, count(distinct planned.waid) as users
from unnest(array['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
  with ordinality as weekdays (weekday, position)
left join planned on planned.weekday = lower(weekdays.weekday collate "C")
group by weekdays.weekday, weekdays.position
order by weekdays.position
