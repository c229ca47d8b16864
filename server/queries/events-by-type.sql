-- Events by type
-- All events of the last days, and the people among those who caused them.
-- @param  days  integer = 30 [1..3650]  Length of the window, in days of 24 hours
-- @use    stamped_events, person_rows
-- @column event_type  text     The type, as stored
-- @column events      integer  [count]  Events in the window
-- @column users       integer  [count]  People among them
-- @view   bars
select stamped_events.event_type, count(*) as events, count(distinct person_rows.waid) as users
from stamped_events
cross join params
left join person_rows on person_rows.id = stamped_events.user_id
where stamped_events.stamped_at >= params.as_of - make_interval(hours => 24 * params.days)
group by stamped_events.event_type
order by events desc, stamped_events.event_type collate "C"
