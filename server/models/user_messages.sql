-- Messages from people
-- Messages that a person wrote, whichever of their rows it points at.
-- @use person_rows
select person_rows.waid, messages.sent_at
from messages
join person_rows on person_rows.id = messages.user_id, params
where messages.sender = 'user' and (messages.sent_at < params.as_of or messages.sent_at is null)
