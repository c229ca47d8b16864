-- Messages by part of the report's clock
-- Messages with a stamp by the start of the part of time that they lie in, in seconds since 1970; none if params.clock is not
-- report.
-- @use message_stamps, time_window
-- By the report's clock: parts are counted first, which leaves few to be turned into local time. In a zone of one offset,
-- UTC or <+05:30>-05:30, a part is a quarter of an hour of the week, of which there are 672; in others it is a quarter of
-- an hour. Since 2023 all zones change their clocks at whole quarters of UTC; from 1980 on some did a minute later
-- (Newfoundland at 00:01), so that minute is counted apart; other stamps are rounded down to the second.
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
