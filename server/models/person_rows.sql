-- Rows of people
-- Rows of users that exist at as_of and whose waid is not null and not blank. Blank is white space by Unicode's own list,
-- spelled out because what \s means depends on the database's locale.
select users.*
from users, params
where (users.created_at < params.as_of or users.created_at is null)
  and users.waid ~ '[^\u0009-\u000D\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]'
