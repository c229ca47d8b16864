-- Delivery status
-- The bot's messages of the last days by what became of them.
-- @param  days  integer = 30 [1..3650]  Length of the window, in days of 24 hours
-- @param  since  timestamp = null  Start of the window; if given, days is ignored
-- @use    message_statuses, time_window
-- @column status    text     The status, as stored
-- @column messages  integer  [count]  Messages in the window
-- @view   bars
-- @expect messages.sender bot
-- @count  Messages in the window: message_statuses, params, time_window where message_statuses.sent_at >= time_window.start_at and message_statuses.sent_at < params.as_of
-- @count  Those that the bot sent: message_statuses, params, time_window where message_statuses.sender = 'bot' and message_statuses.sent_at >= time_window.start_at and message_statuses.sent_at < params.as_of
select message_statuses.status, count(*) as messages
from message_statuses, params, time_window
where message_statuses.sender = 'bot' and message_statuses.sent_at >= time_window.start_at
  and message_statuses.sent_at < params.as_of
group by message_statuses.status
order by messages desc, message_statuses.status collate "C"
