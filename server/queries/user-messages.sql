-- Messages from users
-- All messages that users sent in the last days, also those that can't be traced to a person.
-- @param  days  integer = 7 [1..3650]  Length of the window, in days of 24 hours
-- @param  since  timestamp = null  Start of the window; if given, days is ignored
-- @use    user_messages, time_window
-- @column messages  integer  [count]  Messages in the window
-- @column previous  integer  [previous]  The same for the window of equal length just before
-- @view   metric
-- @expect messages.sender user
-- @count  Messages from users in the window: user_messages, params, time_window where user_messages.sent_at >= time_window.start_at and user_messages.sent_at < params.as_of
select
  count(*) filter (where user_messages.sent_at >= time_window.start_at) as messages,
  count(*) filter (where user_messages.sent_at < time_window.start_at) as previous
from user_messages, params, time_window
where user_messages.sent_at >= time_window.previous_start_at
  and user_messages.sent_at < params.as_of
