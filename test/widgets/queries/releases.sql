-- Releases
-- Marks of the tests: two releases and an outage, by days before as_of.
-- @column released_at  timestamp  Start
-- @column ended_at     timestamp  End, null for a moment
-- @column release      text       Name
select params.as_of - days * interval '1 day' as released_at,
  params.as_of - ends * interval '1 day' as ended_at,
  name as release
from params, (values (20, null, 'v2.3'), (12, 9, 'Outage'), (3, null, 'v2.4 <b>')) as marks (days, ends, name)
