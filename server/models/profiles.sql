-- Profiles
-- One row per person with the id of the profile: the row with the latest created_at (null last), then the highest id.
-- Attributes are in models of their own (user_names, user_traits and others), joined by this id.
-- @use person_rows
-- @count Profiles, one for each person: profiles
select distinct on (person_rows.waid collate "C") person_rows.waid, person_rows.id
from person_rows
order by person_rows.waid collate "C", person_rows.created_at desc nulls last, person_rows.id desc
