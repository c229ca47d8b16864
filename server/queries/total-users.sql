-- Users
-- People, each counted once however many rows they have. A row without a WhatsApp ID is nobody.
-- @use    persons
-- @column users  integer  [count]  People
-- @view   metric
select count(*) as users
from persons
