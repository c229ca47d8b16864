-- Recent messages
-- The latest messages with what they say. Name and WhatsApp ID are of the person whom the message names, if any.
-- @param  sender  any|user|bot = any  Who sent the message
-- @param  limit   integer = 100 [1..1000]  How many messages
-- @use    profiles, person_rows, local_zones
-- @column sent_at     timestamp        When it was sent
-- @column local_time  timestamp local  The same on the user's clock; null when their zone is not recognised
-- @column waid        text             [identifier]  WhatsApp ID
-- @column full_name   text             Name in the profile
-- @column sender      text             Who sent it
-- @column type        text             The message's type
-- @column text        text             What it says, or [image], [audio], [document]; null when it says nothing
-- @column status      text             Delivery status
-- @view   table
-- @pii
with latest as (
  select messages.*
  from messages, params
  where (messages.sent_at < params.as_of or messages.sent_at is null)
    and (params.sender = 'any' or messages.sender = params.sender)
  order by messages.sent_at desc nulls last, messages.id desc
  limit (select params.limit from params)
)
select
  latest.sent_at,
  latest.sent_at at time zone 'UTC' at time zone local_zones.reads_as as local_time,
  person_rows.waid,
  profiles.full_name,
  latest.sender,
  latest.type,
  case
    when jsonb_typeof(body #> '{flows,body,text}') = 'string' then body #>> '{flows,body,text}'
    when jsonb_typeof(body #> '{quickReply,body,text}') = 'string' then body #>> '{quickReply,body,text}'
    when jsonb_typeof(body #> '{postback,payload,text}') = 'string' then body #>> '{postback,payload,text}'
    when jsonb_typeof(body #> '{interactive,button_reply,title}') = 'string'
      then body #>> '{interactive,button_reply,title}'
    when jsonb_typeof(body) <> 'object' then null
    when body ? 'image' then '[image]'
    when body ? 'audio' then '[audio]'
    when body ? 'document' then '[document]'
  end as text,
  latest.status
from latest
cross join params
cross join lateral (select latest.message::jsonb as body) as payload
left join users on users.id = latest.user_id and (users.created_at < params.as_of or users.created_at is null)
left join local_zones on local_zones.timezone = users.timezone
left join person_rows on person_rows.id = latest.user_id
left join profiles on profiles.waid = person_rows.waid
order by latest.sent_at desc nulls last, latest.id desc
