-- Events of people
-- @use person_rows, stamped_events
select person_rows.waid, stamped_events.event_type, stamped_events.stamped_at
from stamped_events
join person_rows on person_rows.id = stamped_events.user_id
