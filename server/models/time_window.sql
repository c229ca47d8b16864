-- Time window
-- One row: the window is [start_at, as_of), the previous one [previous_start_at, start_at). It starts at params.since or,
-- without that, params.days x 24 hours before as_of. start_at is null if both are.
select
  bounds.start_at,
  -- A window of thousands of years would otherwise begin before the earliest timestamp.
  case
    when bounds.start_at - bounds.earliest > params.as_of - bounds.start_at
      then bounds.start_at - (params.as_of - bounds.start_at)
    else bounds.earliest
  end as previous_start_at
from params
cross join lateral (
  select
    coalesce(params.since, params.as_of - make_interval(hours => 24 * params.days)) as start_at,
    timestamp '4713-11-24 00:00:00 BC' as earliest
) as bounds
