-- The last calendar days
-- One row: the first and the last of the last params.days calendar days in params.tz, whether the last one is partial,
-- and the last complete one. A day is complete at as_of if as_of is exactly its end.
select
  ending.last_day - params.days + 1 as first_day,
  ending.last_day,
  ending.partial,
  case when ending.partial then ending.last_day - 1 else ending.last_day end as last_complete_day
from params
cross join lateral (
  select
    (params.as_of at time zone 'UTC' at time zone params.tz)::date as today,
    ((params.as_of - interval '1 microsecond') at time zone 'UTC' at time zone params.tz)::date as day_before
) as at_as_of
-- Clocks that are put back just after midnight make today the earlier of the two: its second part is still to come.
cross join lateral (
  select
    least(at_as_of.today, at_as_of.day_before) as last_day,
    at_as_of.today <= at_as_of.day_before as partial
) as ending
