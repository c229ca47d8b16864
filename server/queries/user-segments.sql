-- Users by segment
-- People by a property of their profile, as stored. Those without it are left out, of the shares too.
-- @param  by  pillar|goal|level|phase|gender = pillar  The property
-- @use    profiles, white_space
-- @column segment  text     The property's value
-- @column users    integer  [count]  People who have it
-- @column pct      number   [percent]  Their share of all who have any, in per cent
-- @view   bars
select segment, count(*) as users, round(100.0 * count(*) / sum(count(*)) over (), 1) as pct
from profiles
cross join params
cross join white_space
cross join lateral (
  select case params.by
    when 'pillar' then profiles.pillar
    when 'goal' then profiles.goal
    when 'level' then profiles.level
    when 'phase' then profiles.phase
    when 'gender' then profiles.gender
  end as segment
) as property
where segment ~ white_space.other
group by segment
order by users desc, segment collate "C"
