-- JSON values
-- Values of the type json, whose text PostgreSQL keeps as it was stored.
-- @param  rows   integer = 2 [1..100000]  How many
-- @column id     integer  From 1
-- @column value  json     Digits beyond a double, order and duplicate keys
-- @column note   text     Looks like JSON
select
  id,
  case id % 2
    when 1 then '{"a":12345678901234567890, "10":1, "2":2, "big":1e400, "one":1.0, "a":"]}\\\""}'::json
    else '[1.10, 123456789012345678901234567890]'::json
  end as value,
  '{"a": 1.0}' as note
from params, generate_series(1, params.rows) as id
order by id
