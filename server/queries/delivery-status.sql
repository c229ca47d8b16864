-- Delivery status
-- The bot's messages of the last days by what became of them.
-- @param  days  integer = 30 [1..3650]  Length of the window, in days of 24 hours
-- @column status    text     The status, as stored
-- @column messages  integer  [count]  Messages in the window
-- @view   bars
select messages.status, count(*) as messages
from messages, params
where messages.sender = 'bot'
  and messages.sent_at >= params.as_of - make_interval(hours => 24 * params.days)
  and messages.sent_at < params.as_of
group by messages.status
order by count(*) desc, messages.status collate "C"
