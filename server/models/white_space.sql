-- White space
-- One row: a regular expression's class of Unicode's white space, and one for text that holds anything else. Spelled out,
-- because what \s means depends on the database's locale.
select '[' || members || ']' as class, '[^' || members || ']' as other
from (
  values ('\u0009-\u000D\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000')
) as unicode (members)
