-- New signups
-- People who signed up in the last days. A person's signup is the earliest date of any of their rows.
-- @param  days  integer = 7 [1..3650]  Length of the window, in days of 24 hours
-- @use    profiles
-- @column signups   integer  [count]  People who signed up in the window
-- @column previous  integer  [previous]  The same for the window of equal length just before
-- @view   metric
select
  count(*) filter (where signed_up_at >= params.as_of - make_interval(hours => 24 * params.days)) as signups,
  count(*) filter (where signed_up_at < params.as_of - make_interval(hours => 24 * params.days)) as previous
from profiles, params
where signed_up_at >= params.as_of - make_interval(hours => 48 * params.days)
