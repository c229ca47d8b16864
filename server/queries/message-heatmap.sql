-- When messages are sent
-- Messages by weekday and hour, of all rows that have a stamp. By the report's clock, hours are those of one zone; by
-- the user's clock, those of the zone of the user whom the message names, and rows whose zone can't be read are left out.
-- @param  days    integer = null [1..3650]  Length of the window, in days of 24 hours; left out: all
-- @param  sender  any|user|bot = any  Who sent the message
-- @param  clock   report|user = report  Whose clock the hours are of
-- @param  tz      timezone = UTC  The zone of the report's clock
-- @use    local_zones
-- @column day_of_week  integer  Weekday, 0 = Sunday
-- @column hour         integer  Hour of the day, 0 to 23
-- @column messages     integer  Messages
-- @view   heatmap
with stamped as (
  select messages.sent_at, case when params.clock = 'user' then local_zones.reads_as else params.tz end as zone
  from messages
  cross join params
  left join users on params.clock = 'user' and users.id = messages.user_id
    and (users.created_at < params.as_of or users.created_at is null)
  left join local_zones on local_zones.timezone = users.timezone
  where messages.sent_at < params.as_of
    and (params.days is null or messages.sent_at >= params.as_of - make_interval(hours => 24 * params.days))
    and (params.sender = 'any' or messages.sender = params.sender)
),
counted as (
  select extract(dow from local_time)::integer as day_of_week, extract(hour from local_time)::integer as hour, count(*) as messages
  from stamped
  cross join lateral (select sent_at at time zone 'UTC' at time zone zone as local_time) as local
  where zone is not null
  group by 1, 2
)
select day_of_week, hour, coalesce(messages, 0) as messages
from generate_series(0, 6) as day_of_week
cross join generate_series(0, 23) as hour
left join counted using (day_of_week, hour)
order by day_of_week, hour
