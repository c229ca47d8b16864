-- Profiles
-- One row a person: the row with the latest created_at (null last), of equal ones that with the highest id; and the
-- person's signup, the earliest created_at of all of their rows.
-- @use person_rows
select distinct on (waid) person_rows.*, min(created_at) over (partition by waid) as signed_up_at
from person_rows
order by waid, created_at desc nulls last, id desc
