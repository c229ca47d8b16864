-- Messages
-- Rows of messages that exist at as_of, with or without a stamp: sender and keys only.
-- @source messages  sent_at
select messages.user_id, messages.sender::text as sender, messages.sent_at
from messages, params
where (messages.sent_at >= params.as_of) is not true
