-- Active users
-- People who wrote at least one message in the last days.
-- @param  days  integer = 7 [1..3650]  Length of the window, in days of 24 hours
-- @use    user_messages
-- @column users     integer  [count]  People who wrote in the window
-- @column previous  integer  [previous]  The same for the window of equal length just before
-- @view   metric
select
  count(distinct waid) filter (where sent_at >= params.as_of - make_interval(hours => 24 * params.days)) as users,
  count(distinct waid) filter (where sent_at < params.as_of - make_interval(hours => 24 * params.days)) as previous
from user_messages, params
where sent_at >= params.as_of - make_interval(hours => 48 * params.days)
