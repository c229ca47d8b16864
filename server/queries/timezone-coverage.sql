-- Time zones of users
-- People by the time zone in their profile, as written, and what is understood by it.
-- @use    profiles, local_zones
-- @column timezone            text     As stored; null: none
-- @column zone                text     IANA's name or the offset; null: not recognised
-- @column utc_offset_minutes  integer  [duration min]  Minutes ahead of UTC at the moment asked for
-- @column users               integer  [count]  People
-- @view   table
select profiles.timezone, local_zones.zone, now.utc_offset_minutes, count(*) as users
from profiles
left join local_zones on local_zones.timezone = profiles.timezone
cross join params
cross join lateral (
  select round(
    extract(epoch from params.as_of at time zone 'UTC' at time zone local_zones.reads_as - params.as_of)::numeric / 60
  )::integer as utc_offset_minutes
) as now
group by profiles.timezone, local_zones.zone, now.utc_offset_minutes
order by users desc, profiles.timezone collate "C"
