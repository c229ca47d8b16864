-- Messages by part of the report's clock, from rollups
-- Messages with a stamp by the start of the piece of time that they lie in, in seconds since 1970.
-- @use message_stamps, time_window
-- @covers clock report
with bounds as (
  -- The first quarter of an hour that lies in the window as a whole.
  select
    time_window.start_at,
    letz_rollup.quarter(time_window.start_at + interval '15 minutes' - interval '1 microsecond') as first_quarter
  from time_window
)
select counted.part, sum(counted.messages)::bigint as messages
from (
  select
    case
      -- In a zone of one offset, the quarter of the week is enough.
      when (params.tz = 'UTC' or params.tz like '<%') and pieces.piece >= timestamp '0001-01-01'
        then floor(date_part('epoch', pieces.piece) / 900)::bigint % 672 * 900::double precision
      else date_part('epoch', pieces.piece)
    end as part,
    pieces.messages
  from params
  cross join (
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
  ) as pieces
) as counted
group by counted.part
