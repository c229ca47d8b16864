-- Duplicate users
-- People who have more than one row.
-- @param  limit  integer = 100 [1..1000]  How many people
-- @use    person_rows
-- @column waid              text       [identifier]  WhatsApp ID
-- @column rows              integer    [count]  Their rows
-- @column first_created_at  timestamp  The earliest creation of any of them
-- @column last_created_at   timestamp  The latest
-- @view   table
-- @pii
-- @count  People with more than one row: (select person_rows.waid from person_rows group by person_rows.waid having count(*) > 1) as people
with duplicates as (
  select
    person_rows.waid,
    count(*) as rows,
    min(person_rows.created_at) as first_created_at,
    max(person_rows.created_at) as last_created_at
  from person_rows
  group by person_rows.waid
  having count(*) > 1
),
-- A constant LIMIT, then a filter: distributed engines refuse a subquery in LIMIT.
ranked as (
  select duplicates.*, row_number() over (order by duplicates.rows desc, duplicates.waid collate "C") as position
  from duplicates
  order by duplicates.rows desc, duplicates.waid collate "C"
  limit 1000
)
select
  ranked.waid,
  ranked.rows,
  ranked.first_created_at::timestamptz at time zone 'UTC' as first_created_at,
  ranked.last_created_at::timestamptz at time zone 'UTC' as last_created_at
from ranked, params
where ranked.position <= params.limit
order by ranked.position
