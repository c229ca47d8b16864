-- Messages from users
-- Messages that users sent. user_id leads to the person by person_rows.id.
-- @use message_stamps
-- @expect messages.sender user
select message_stamps.user_id, message_stamps.sent_at
from message_stamps
-- Without statistics, as on an enum, the planner expects one row in 200 of a comparison alone, but half of coalesce.
where coalesce(message_stamps.sender = 'user', false)
