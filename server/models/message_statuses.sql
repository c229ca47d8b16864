-- Delivery statuses of messages
-- Rows of messages that exist at as_of, with or without a stamp: status and sender as text.
-- @source messages  sent_at
select messages.status::text as status, messages.sender::text as sender, messages.sent_at
from messages, params
where (messages.sent_at >= params.as_of) is not true
