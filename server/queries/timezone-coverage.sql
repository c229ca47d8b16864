-- Time zones of users
-- People by the time zone in their profile, as written, and what is understood by it.
-- @use    profiles, user_time_zones, local_zones
-- @column timezone            text     As stored; null: none
-- @column zone                text     IANA's name or the offset; null: not recognised
-- @column utc_offset_minutes  integer  [duration min]  Minutes ahead of UTC at the moment asked for
-- @column users               integer  [count]  People
-- @view   table
with counted as (
  select user_time_zones.timezone, count(*) as users
  from profiles
  join user_time_zones on user_time_zones.id = profiles.id
  group by user_time_zones.timezone
)
select
  counted.timezone,
  local_zones.zone,
  round(
    extract(epoch from params.as_of at time zone 'UTC' at time zone local_zones.reads_as - params.as_of)::numeric / 60
  )::integer as utc_offset_minutes,
  counted.users
from counted
left join local_zones on local_zones.timezone = counted.timezone
cross join params
order by counted.users desc, counted.timezone collate "C"
