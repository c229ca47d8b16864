-- Users
-- Persons, each counted once however many rows they have. Rows without a WhatsApp ID are not counted.
-- @use    persons
-- @column users  integer  [count]  People
-- @view   metric
select count(*) as users
from persons
