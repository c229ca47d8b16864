-- Persons
-- One row per person with the signup, which is the earliest created_at of the person's rows.
-- @use person_rows
-- @count People, each with all their rows: persons
select person_rows.waid, min(person_rows.created_at) as signed_up_at
from person_rows
group by person_rows.waid
