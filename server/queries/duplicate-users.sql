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
select waid, count(*) as rows, min(created_at) as first_created_at, max(created_at) as last_created_at
from person_rows
group by waid
having count(*) > 1
order by count(*) desc, waid collate "C"
limit (select params.limit from params)
