-- Failing
-- Fails once it has begun.
-- @param  divisor  integer = 0  What to divide by
-- @column quotient integer  One over the divisor
select 1 / params.divisor as quotient from params
