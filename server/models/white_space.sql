-- White space
-- One row: regular expressions for a class of Unicode's white space and for blank text. Spelled out, because the meaning
-- of \s depends on the database's locale. Text with content is selected by !~ blank, of which the planner expects nearly
-- all rows also where it has no statistics; of ~ it would expect very few and choose nested loops.
select '[' || members || ']' as class, '^[' || members || ']*$' as blank
from (
  values ('\u0009-\u000D\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000')
) as unicode (members)
