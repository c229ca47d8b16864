-- Messages by type
-- All messages of the last days by type and sender.
-- @param  days  integer = 30 [1..3650]  Length of the window, in days of 24 hours
-- @column type      text     The type, as stored
-- @column sender    text     Who sent it
-- @column messages  integer  [count]  Messages in the window
-- @view   table
select messages.type, messages.sender, count(*) as messages
from messages, params
where messages.sent_at >= params.as_of - make_interval(hours => 24 * params.days) and messages.sent_at < params.as_of
group by messages.type, messages.sender
order by count(*) desc, messages.type collate "C", messages.sender collate "C"
