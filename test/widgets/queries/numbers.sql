-- Numbers
-- As many rows as wanted, of every type, with nulls and values that no double holds.
-- @param  rows  integer = 100 [0..1000000]  How many
-- @column id       integer          From 1
-- @column name     text             Null every seventh row
-- @column amount   number           One third of the id, in full digits
-- @column big      integer          More than a double holds
-- @column active   boolean          Whether the id is even
-- @column day      date             A day later each row
-- @column at       timestamp        With microseconds
-- @column local    timestamp local  A wall clock
-- @column details  json             An object
select
  id,
  case when id % 7 <> 0 then 'Name ' || id end as name,
  id / 3.0 as amount,
  9007199254740993 + id as big,
  id % 2 = 0 as active,
  date '2026-01-01' + id as day,
  timestamp '2026-01-01 12:00:00.123456' + make_interval(mins => id) as at,
  timestamp '2026-01-01 12:00:00' + make_interval(mins => id) as local,
  jsonb_build_object('id', id) as details
from params, generate_series(1, params.rows) as id
order by id
