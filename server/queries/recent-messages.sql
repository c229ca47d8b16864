-- Recent messages
-- The latest messages with their text. Name and WhatsApp ID are those of the person to whom the message belongs, if any.
-- @param  sender  any|user|bot = any  Who sent the message
-- @param  limit   integer = 100 [1..1000]  How many messages
-- @use    profiles, person_rows, user_names, user_time_zones, local_zones, message_contents, json_syntax, white_space
-- @column sent_at     timestamp        When it was sent
-- @column local_time  timestamp local  The same in the user's time zone; null if that is not recognised
-- @column waid        text             [identifier]  WhatsApp ID
-- @column full_name   text             Name in the profile
-- @column sender      text             Who sent it
-- @column type        text             The message's type
-- @column text        text             Text, title or caption; else its kind, such as [image]; null without either
-- @column status      text             Delivery status
-- @view   table
-- @pii
with candidates as (
  (
    select message_contents.*
    from message_contents, params
    where message_contents.sent_at < params.as_of
      and (params.sender = 'any' or message_contents.sender = params.sender)
    order by message_contents.sent_at desc, message_contents.id desc
    limit 1000
  )
  union all
  (
    select message_contents.*
    from message_contents, params
    where message_contents.sent_at is null
      and (params.sender = 'any' or message_contents.sender = params.sender)
    order by message_contents.id desc
    limit 1000
  )
),
-- A constant LIMIT, then a filter: distributed engines refuse a subquery in LIMIT.
ranked as (
  select
    candidates.*,
    row_number() over (order by candidates.sent_at desc nulls last, candidates.id desc) as position
  from candidates
),
latest as materialized (
  select ranked.*
  from ranked, params
  where ranked.position <= params.limit
),
-- The message as jsonb, null if it is no JSON. The text is reduced to one token where it is JSON: see json_syntax.
bodies as materialized (
  select
    latest.position,
    case
      when pg_typeof(latest.message) = 'jsonb'::regtype then to_jsonb(latest.message)
      when reduced.token in (chr(1), chr(2)) and latest.message::text !~ '[\u0001\u0002]' then latest.message::text::jsonb
    end as body
  from latest
  cross join json_syntax
  cross join lateral (
    select
      case when pg_typeof(latest.message) <> 'jsonb'::regtype then
        regexp_replace(
          regexp_replace(
            regexp_replace(latest.message::text, json_syntax.string, chr(1), 'g'), json_syntax.scalar, chr(2), 'g'
          ),
          '[ \t\n\r]+', '', 'g'
        )
      end as tokens
  ) as scanned
  cross join lateral (
    select regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      scanned.tokens,
      json_syntax.container, chr(2), 'g'), json_syntax.container, chr(2), 'g'),
      json_syntax.container, chr(2), 'g'), json_syntax.container, chr(2), 'g'),
      json_syntax.container, chr(2), 'g'), json_syntax.container, chr(2), 'g'),
      json_syntax.container, chr(2), 'g'), json_syntax.container, chr(2), 'g') as token
  ) as reduced
),
texts as (
  select distinct on (bodies.position) bodies.position, shapes.value #>> '{}' as text
  from bodies
  cross join white_space
  cross join lateral (
    values
      (1, bodies.body #> '{flows,body,text}'),
      (2, bodies.body #> '{quickReply,body,text}'),
      (3, bodies.body #> '{postback,payload,text}'),
      (4, bodies.body #> '{interactive,button_reply,title}'),
      (5, bodies.body #> '{interactive,list_reply,title}'),
      (6, bodies.body #> '{text,body}'),
      (7, bodies.body #> '{button,text}'),
      (8, bodies.body #> '{reaction,emoji}'),
      (9, bodies.body #> '{image,caption}'),
      (10, bodies.body #> '{video,caption}'),
      (11, bodies.body #> '{document,caption}')
  ) as shapes (priority, value)
  where jsonb_typeof(shapes.value) = 'string' and shapes.value #>> '{}' !~ white_space.blank
  order by bodies.position, shapes.priority
),
-- Messages without a text are named by their kind.
kinds as (
  select distinct on (bodies.position) bodies.position, '[' || kind.name || ']' as text
  from bodies
  cross join (
    values
      (1, 'image'), (2, 'audio'), (3, 'video'), (4, 'document'), (5, 'sticker'),
      (6, 'location'), (7, 'contacts'), (8, 'template'), (9, 'reaction'), (10, 'interactive')
  ) as kind (priority, name)
  where jsonb_typeof(bodies.body) = 'object' and bodies.body ? kind.name
  order by bodies.position, kind.priority
)
select
  latest.sent_at::timestamptz at time zone 'UTC' as sent_at,
  latest.sent_at::timestamptz at time zone local_zones.reads_as as local_time,
  person_rows.waid,
  user_names.full_name,
  latest.sender,
  latest.type,
  coalesce(texts.text, kinds.text) as text,
  latest.status
from latest
left join texts on texts.position = latest.position
left join kinds on kinds.position = latest.position
left join user_time_zones on user_time_zones.id = latest.user_id
left join local_zones on local_zones.timezone = user_time_zones.timezone
left join person_rows on person_rows.id = latest.user_id
left join profiles on profiles.waid = person_rows.waid
left join user_names on user_names.id = profiles.id
order by latest.position
