-- New signups
-- People who signed up in the last days. A person's signup is the earliest date of any of their rows.
-- @param  days  integer = 7 [1..3650]  Length of the window, in days of 24 hours
-- @param  since  timestamp = null  Start of the window; if given, days is ignored
-- @use    persons, time_window
-- @column signups   integer  [count]  People who signed up in the window
-- @column previous  integer  [previous]  The same for the window of equal length just before
-- @view   metric
-- @count  People who signed up in the window: persons, time_window where persons.signed_up_at >= time_window.start_at
select
  count(*) filter (where persons.signed_up_at >= time_window.start_at) as signups,
  count(*) filter (where persons.signed_up_at < time_window.start_at) as previous
from persons, time_window
where persons.signed_up_at >= time_window.previous_start_at
