-- Messages by hour of the report's clock, from rollups
-- Messages with a stamp by hour of the week in params.tz, 0 = Sunday at midnight.
-- @use message_stamps, time_window
-- @covers clock report
with bounds as (
  -- The first quarter of an hour that lies in the window as a whole.
  select
    time_window.start_at,
    letz_rollup.quarter(time_window.start_at + interval '15 minutes' - interval '1 microsecond') as first_quarter
  from time_window
),
-- UTC days since 2023 on which the zone's offset does not change: pieces of one offset and one quarter of the week have the
-- same weekday and hour.
days as materialized (
  select utc.day, offsets.first as utc_offset
  from params
  cross join generate_series(0, greatest(params.rollup_until::date - date '2023-01-01', 0)) as number
  cross join lateral (select date '2023-01-01' + number as day) as utc
  cross join lateral (
    select
      date_part('epoch', utc.day::timestamp at time zone 'UTC' at time zone params.tz - utc.day) as first,
      date_part('epoch', (utc.day + 1)::timestamp at time zone 'UTC' at time zone params.tz - (utc.day + 1)) as last
  ) as offsets
  where offsets.first = offsets.last
),
pieces as (
  select message_counts.piece, message_counts.messages
  from letz_rollup.message_counts, params, bounds
  where (bounds.start_at is null or message_counts.piece >= bounds.first_quarter)
    and (params.sender = 'any' or message_counts.sender = params.sender)
  union all
  select date_trunc('second', message_stamps.sent_at::timestamptz at time zone 'UTC'), 1
  from message_stamps, params, bounds
  where message_stamps.sent_at >= params.rollup_until
    and message_stamps.sent_at < params.as_of
    and (bounds.start_at is null or message_stamps.sent_at >= bounds.start_at)
    and (params.sender = 'any' or message_stamps.sender = params.sender)
  union all
  select date_trunc('second', message_stamps.sent_at::timestamptz at time zone 'UTC'), 1
  from message_stamps, params, bounds
  where message_stamps.sent_at >= bounds.start_at
    and message_stamps.sent_at < least(bounds.first_quarter, params.rollup_until)
    and (params.sender = 'any' or message_stamps.sender = params.sender)
),
-- Few of all pieces, to be turned into local time.
parts as (
  select min(date_part('epoch', pieces.piece)) as second, sum(pieces.messages) as messages
  from pieces
  left join days on days.day = pieces.piece::date
  group by
    days.utc_offset,
    case
      when days.day is null then date_part('epoch', pieces.piece)
      else (floor(date_part('epoch', pieces.piece) / 900)::bigint % 672)::double precision
    end
)
select
  (date_part('dow', local.stamp) * 24 + date_part('hour', local.stamp))::bigint as hour_of_week,
  parts.messages::bigint as messages
from parts
cross join params
cross join lateral (select to_timestamp(parts.second) at time zone params.tz as stamp) as local
