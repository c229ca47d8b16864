-- Events by type
-- All events of the last days, and the people among those who caused them.
-- @param  days  integer = 30 [1..3650]  Length of the window, in days of 24 hours
-- @param  since  timestamp = null  Start of the window; if given, days is ignored
-- @use    stamped_events, person_rows, time_window
-- @column event_type  text     The type, as stored
-- @column events      integer  [count]  Events in the window
-- @column users       integer  [count]  People among them
-- @view   bars
-- @count  Events in the window: stamped_events, params, time_window where stamped_events.stamped_at >= time_window.start_at and stamped_events.stamped_at < params.as_of
with counted as (
  select stamped_events.event_type, stamped_events.user_id, count(*) as events
  from stamped_events, time_window, params
  where stamped_events.stamped_at >= time_window.start_at
    and stamped_events.stamped_at < params.as_of
  group by stamped_events.event_type, stamped_events.user_id
)
select counted.event_type, sum(counted.events)::bigint as events, count(distinct person_rows.waid collate "C") as users
from counted
left join person_rows on person_rows.id = counted.user_id
group by counted.event_type
order by events desc, counted.event_type collate "C"
