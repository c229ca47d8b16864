-- The last calendar days
-- One row: the first and the last of the last params.days calendar days in params.tz, whether the last one is not over
-- yet, and the last one that is over. A day is over at as_of if as_of is exactly its end.
select
  last_day - params.days + 1 as first_day,
  last_day,
  partial,
  case when partial then last_day - 1 else last_day end as last_complete_day
from params
cross join lateral (
  select
    (params.as_of at time zone 'UTC' at time zone params.tz)::date as today,
    ((params.as_of - interval '1 microsecond') at time zone 'UTC' at time zone params.tz)::date as day_before
) as at_as_of
-- Clocks that are put back just after midnight make today the earlier of the two: its second part is still to come.
cross join lateral (select least(today, day_before) as last_day, today <= day_before as partial) as ending
