-- Slow
-- Takes its time.
-- @param  seconds  number = 1 [0..20]  How long
-- @column slept    boolean  Always true
select pg_sleep(params.seconds) is not null as slept from params
