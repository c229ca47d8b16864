-- Users by segment
-- People by a property of their profile, as stored. Those without it are left out, of the shares too.
-- @param  by  pillar|goal|level|phase|gender = pillar  The property
-- @use    profiles, user_traits, white_space
-- @column segment  text     The property's value
-- @column users    integer  [count]  People who have it
-- @column pct      number   [percent]  Their share of all who have any, in per cent
-- @view   bars
with properties as (
  select
    case params.by
      when 'pillar' then user_traits.pillar
      when 'goal' then user_traits.goal
      when 'level' then user_traits.level
      when 'phase' then user_traits.phase
      when 'gender' then user_traits.gender
    end as segment
  from profiles
  join user_traits on user_traits.id = profiles.id
  cross join params
)
select
  properties.segment,
  count(*) as users,
  round(100.0 * count(*) / sum(count(*)) over (), 1) as pct
from properties, white_space
where properties.segment collate "C" between '!' and '~' or properties.segment !~ white_space.blank
group by properties.segment
order by users desc, properties.segment collate "C"
