-- Messages of the heatmap
-- Messages with a stamp, in the window and of the sender, with the stamp in seconds since Sunday, 2 January 2000, 00:00 UTC.
-- @use message_stamps, time_window
select
  message_stamps.user_id,
  case
    when message_stamps.sent_at >= timestamp '2000-01-01' and message_stamps.sent_at < timestamp '2200-01-01'
      then date_part('epoch', message_stamps.sent_at)
    -- In years further away fractions of a second are lost to rounding.
    else date_part('epoch', date_trunc('second', message_stamps.sent_at))
  end - 946771200 as second
from message_stamps, params, time_window
where message_stamps.sent_at < params.as_of
  and (time_window.start_at is null or message_stamps.sent_at >= time_window.start_at)
  and (params.sender = 'any' or message_stamps.sender = params.sender)
-- The planner would expect as many groups as there are stamps, and no parallel plan; quoted, the offset permits one.
offset '0'
