-- Last messages of persons, from rollups
-- Persons with a user message that has a stamp, and the latest stamp.
-- @use user_messages, person_rows
with latest as (
  select person_rows.waid, max(user_messages.sent_at) as sent_at
  from user_messages
  join person_rows on person_rows.id = user_messages.user_id
  cross join params
  where user_messages.sent_at >= params.rollup_until
  group by person_rows.waid
)
select
  coalesce(persons.waid, latest.waid) as waid,
  coalesce(latest.sent_at::timestamptz at time zone 'UTC', persons.last_seen_at) as last_seen_at
from letz_rollup.persons
full join latest on latest.waid = persons.waid
where persons.last_seen_at is not null or latest.sent_at is not null
