-- When messages are sent
-- Messages with a stamp by weekday and hour: by the report's clock in one time zone, by the user's clock in the time zone
-- of the message's user, without those whose zone is not recognised.
-- @param  days    integer = null [1..3650]  Length of the window, in days of 24 hours; left out: all
-- @param  since   timestamp = null  Start of the window; if given, days is ignored
-- @param  sender  any|user|bot = any  Who sent the message
-- @param  clock   report|user = report  Whose clock the hours are of
-- @param  tz      timezone = UTC  The zone of the report's clock
-- @use    message_stamps, user_time_zones, local_zones, time_window
-- @column day_of_week  integer  Weekday, 0 = Sunday
-- @column hour         integer  Hour of the day, 0 to 23
-- @column messages     integer  [count]  Messages
-- @view   heatmap
-- @count  Messages with a stamp in the window: message_stamps, time_window where message_stamps.sent_at is not null and (message_stamps.sent_at < time_window.start_at) is not true
-- @count  Those of the sender: message_stamps, params, time_window where (params.sender = 'any' or message_stamps.sender = params.sender) and message_stamps.sent_at is not null and (message_stamps.sent_at < time_window.start_at) is not true
with
-- By the report's clock: parts are counted first, which leaves few to be turned into local time. In a zone of one offset,
-- UTC or <+05:30>-05:30, a part is a quarter of an hour of the week, of which there are 672; in others it is a quarter of
-- an hour. Since 2023 all zones change their clocks at whole quarters of UTC; from 1980 on some did a minute later
-- (Newfoundland at 00:01), so that minute is counted apart; other stamps are rounded down to the second.
parts as (
  select stamped.part, count(*) as messages
  from (
    select
      case
        when (params.tz = 'UTC' or params.tz like '<%') and message_stamps.sent_at >= timestamp '0001-01-01'
          then floor(date_part('epoch', message_stamps.sent_at) / 900)::bigint % 672 * 900::double precision
        when message_stamps.sent_at >= timestamp '2023-01-01' and message_stamps.sent_at < timestamp '2200-01-01'
          then floor(date_part('epoch', message_stamps.sent_at) / 900) * 900
        when message_stamps.sent_at >= timestamp '1980-01-01' and message_stamps.sent_at < timestamp '2023-01-01'
          then least(
            floor(date_part('epoch', message_stamps.sent_at) / 900) * 900 + 60,
            floor(date_part('epoch', message_stamps.sent_at) / 60) * 60
          )
        else date_part('epoch', date_trunc('second', message_stamps.sent_at))
      end as part
    from message_stamps, params, time_window
    where params.clock = 'report'
      and message_stamps.sent_at < params.as_of
      and (time_window.start_at is null or message_stamps.sent_at >= time_window.start_at)
      and (params.sender = 'any' or message_stamps.sender = params.sender)
    -- The planner would expect as many groups as there are stamps, and no parallel plan; quoted, the offset permits one.
    offset '0'
  ) as stamped
  group by stamped.part
),
-- By the user's clock: each stamp is turned into the local time of its user.
local_hours as (
  select placed.local_hour, count(*) as messages
  from (
    select date_trunc('hour', message_stamps.sent_at::timestamptz at time zone zoned_users.reads_as) as local_hour
    from message_stamps
    join (
      select user_time_zones.id, local_zones.reads_as
      from user_time_zones
      join local_zones on local_zones.timezone = user_time_zones.timezone
      where local_zones.reads_as is not null
    ) as zoned_users on zoned_users.id = message_stamps.user_id
    cross join params
    cross join time_window
    where params.clock = 'user'
      and message_stamps.sent_at < params.as_of
      and (time_window.start_at is null or message_stamps.sent_at >= time_window.start_at)
      and (params.sender = 'any' or message_stamps.sender = params.sender)
    offset '0'
  ) as placed
  group by placed.local_hour
),
counted as (
  select
    date_part('dow', timed.local_time)::integer as day_of_week,
    date_part('hour', timed.local_time)::integer as hour,
    sum(timed.messages)::bigint as messages
  from (
    select to_timestamp(parts.part) at time zone params.tz as local_time, parts.messages
    from parts, params
    union all
    select local_hours.local_hour, local_hours.messages
    from local_hours
  ) as timed
  group by 1, 2
)
select day_of_week, hour, coalesce(counted.messages, 0) as messages
from generate_series(0, 6) as day_of_week
cross join generate_series(0, 23) as hour
left join counted using (day_of_week, hour)
order by day_of_week, hour
