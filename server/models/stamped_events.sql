-- Events
-- Rows of events that exist at as_of, with their stamp: executed_at, or created_at without it.
-- @source events  coalesce(executed_at, created_at)
select
  events.user_id,
  events.event_type::text as event_type,
  coalesce(events.executed_at, events.created_at) as stamped_at
from events, params
where (coalesce(events.executed_at, events.created_at) >= params.as_of) is not true
