-- Letters
-- One row: the letters that have two cases, upper and lower ones in the same order: Latin, Greek and Cyrillic, as far as the
-- database's encoding has them. Built from code points, because lower() depends on the database's locale and a literal
-- with Greek letters is an error in a LATIN1 database.
select
  string_agg(chr(code), '' order by code) as upper,
  string_agg(chr(code + to_lower), '' order by code) as lower
from (
  values
    (65, 90, 1, 32), (192, 214, 1, 32), (216, 222, 1, 32),
    (256, 302, 2, 1), (308, 310, 2, 1), (313, 327, 2, 1), (330, 374, 2, 1), (376, 376, 1, -121), (377, 381, 2, 1),
    (902, 902, 1, 38), (904, 906, 1, 37), (908, 908, 1, 64), (910, 911, 1, 63), (913, 929, 1, 32), (931, 939, 1, 32),
    (1024, 1039, 1, 80), (1040, 1071, 1, 32), (1168, 1168, 1, 1)
) as ranges (first, last, step, to_lower)
cross join generate_series(first, last, step) as code
where code <= case getdatabaseencoding() when 'UTF8' then 65535 when 'LATIN1' then 255 else 127 end
