-- Active users
-- People who wrote at least one message in the last days.
-- @param  days  integer = 7 [1..3650]  Length of the window, in days of 24 hours
-- @param  since  timestamp = null  Start of the window; if given, days is ignored
-- @use    user_messages, person_rows, time_window
-- @column users     integer  [count]  People who wrote in the window
-- @column previous  integer  [previous]  The same for the window of equal length just before
-- @view   metric
-- @count  Messages from users in the window: user_messages, params, time_window where user_messages.sent_at >= time_window.start_at and user_messages.sent_at < params.as_of
-- @count  Those of people: user_messages join person_rows on person_rows.id = user_messages.user_id, params, time_window where user_messages.sent_at >= time_window.start_at and user_messages.sent_at < params.as_of
-- @count  People who wrote them: (select distinct person_rows.waid from user_messages join person_rows on person_rows.id = user_messages.user_id, params, time_window where user_messages.sent_at >= time_window.start_at and user_messages.sent_at < params.as_of) as people
-- Messages are grouped by user_id first: fewer rows are left for the join and the comparison of texts.
with active_rows as (
  select
    user_messages.user_id,
    bool_or(user_messages.sent_at >= time_window.start_at) as in_window,
    bool_or(user_messages.sent_at < time_window.start_at) as in_previous
  from user_messages, params, time_window
  where user_messages.sent_at >= time_window.previous_start_at
    and user_messages.sent_at < params.as_of
  group by user_messages.user_id
),
active_persons as (
  select bool_or(active_rows.in_window) as in_window, bool_or(active_rows.in_previous) as in_previous
  from active_rows
  join person_rows on person_rows.id = active_rows.user_id
  group by person_rows.waid
)
select
  count(*) filter (where active_persons.in_window) as users,
  count(*) filter (where active_persons.in_previous) as previous
from active_persons
