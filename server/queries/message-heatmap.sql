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
-- @column messages     integer  [count]  Messages
-- @view   heatmap
-- Quarters of an hour are counted first: few are left to be turned into local time, which is slow. Since 2023 all zones
-- change their clocks at whole quarters of UTC; since 1980 some did a minute later (Newfoundland at 00:01), so that minute
-- stays apart; older stamps stay as they are.
with quarters as (
  select
    users.timezone,
    case
      when messages.sent_at >= '2023-01-01' then whole.quarter
      when messages.sent_at >= '1980-01-01'
        then least(whole.quarter + interval '1 minute', date_trunc('minute', messages.sent_at))
      else messages.sent_at
    end as quarter,
    count(*) as messages
  from messages
  cross join params
  cross join lateral (
    select timestamp 'epoch' + floor(date_part('epoch', messages.sent_at) / 900) * interval '15 minutes' as quarter
  ) as whole
  left join users on params.clock = 'user' and users.id = messages.user_id
    and (users.created_at < params.as_of or users.created_at is null)
  where messages.sent_at < params.as_of
    and (params.days is null or messages.sent_at >= params.as_of - make_interval(hours => 24 * params.days))
    and (params.sender = 'any' or messages.sender = params.sender)
  group by 1, 2
),
counted as (
  select
    date_part('dow', local_time)::integer as day_of_week,
    date_part('hour', local_time)::integer as hour,
    sum(messages)::bigint as messages
  from quarters
  cross join params
  left join local_zones on params.clock = 'user' and local_zones.timezone = quarters.timezone
  cross join lateral (select case params.clock when 'user' then local_zones.reads_as else params.tz end as name) as zone
  cross join lateral (select quarter at time zone 'UTC' at time zone zone.name as local_time) as local
  where zone.name is not null
  group by 1, 2
)
select day_of_week, hour, coalesce(messages, 0) as messages
from generate_series(0, 6) as day_of_week
cross join generate_series(0, 23) as hour
left join counted using (day_of_week, hour)
order by day_of_week, hour
