-- Last messages of persons
-- Persons with a user message that has a stamp, and the latest stamp.
-- @use user_messages, person_rows
with last_messages as (
  select user_messages.user_id, max(user_messages.sent_at) as sent_at
  from user_messages
  group by user_messages.user_id
)
select person_rows.waid, max(last_messages.sent_at) as last_seen_at
from last_messages
join person_rows on person_rows.id = last_messages.user_id
group by person_rows.waid
