-- Messages by type
-- All messages of the last days by type and sender.
-- @param  days  integer = 30 [1..3650]  Length of the window, in days of 24 hours
-- @param  since  timestamp = null  Start of the window; if given, days is ignored
-- @use    message_types, time_window
-- @column type      text     The type, as stored
-- @column sender    text     Who sent it
-- @column messages  integer  [count]  Messages in the window
-- @view   table
-- @count  Messages in the window: message_types, params, time_window where message_types.sent_at >= time_window.start_at and message_types.sent_at < params.as_of
select message_types.type, message_types.sender, count(*) as messages
from message_types, params, time_window
where message_types.sent_at >= time_window.start_at
  and message_types.sent_at < params.as_of
group by message_types.type, message_types.sender
order by messages desc, message_types.type collate "C", message_types.sender collate "C"
