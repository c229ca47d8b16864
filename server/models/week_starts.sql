-- Starts of weeks
-- Weeks from 2000 to as_of that begin on Sunday at 00:00 UTC. A zone whose offset is the same at both ends of such a week has
-- that offset within: none has changed its clocks twice in one of them.
select timestamp '2000-01-02' + number * interval '1 day' as starts_at
from params
cross join generate_series(0, least(params.as_of::date, date '2200-01-01') - date '2000-01-02', 7) as number
