-- Contents of messages
-- Rows of messages that exist at as_of, with or without a stamp. message is as stored: jsonb, json or text.
-- @source messages  sent_at
select
  messages.id,
  messages.user_id,
  messages.sender::text as sender,
  messages.type::text as type,
  messages.status::text as status,
  messages.message,
  messages.sent_at
from messages, params
where (messages.sent_at >= params.as_of) is not true
