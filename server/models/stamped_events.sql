-- Events
-- Rows of events that exist at as_of, with their stamp: executed_at, or else created_at.
select events.user_id, events.event_type, stamp.stamped_at
from events
cross join lateral (select coalesce(events.executed_at, events.created_at) as stamped_at) as stamp, params
where stamp.stamped_at < params.as_of or stamp.stamped_at is null
