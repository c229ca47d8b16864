-- Messages from users
-- All messages that users sent in the last days, also those that can't be traced to a person.
-- @param  days  integer = 7 [1..3650]  Length of the window, in days of 24 hours
-- @column messages  integer  [count]  Messages in the window
-- @column previous  integer  [previous]  The same for the window of equal length just before
-- @view   metric
select
  count(*) filter (where sent_at >= params.as_of - make_interval(hours => 24 * params.days)) as messages,
  count(*) filter (where sent_at < params.as_of - make_interval(hours => 24 * params.days)) as previous
from messages, params
where sender = 'user'
  and sent_at >= params.as_of - make_interval(hours => 48 * params.days)
  and sent_at < params.as_of
