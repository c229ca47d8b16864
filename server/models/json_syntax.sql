-- JSON syntax
-- One row: patterns that reduce JSON text to one token. Strings become chr(1), other scalars chr(2), white space is removed;
-- then the innermost arrays and objects become chr(2), again and again. What is left of JSON is one token, and a cast of
-- the text to jsonb succeeds. PostgreSQL 13 to 15 have no function that tests this.
-- Not recognised: the escape \u0000 and half surrogate pairs, which jsonb refuses, and exponents of five digits.
select
  '"(?:[^"\\\u0001-\u001F]|\\["\\/bfnrt]|\\u(?!0000|[dD][89a-fA-F])[0-9a-fA-F]{4}'
    || '|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})*"' as string,
  '-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,4})?|true|false|null' as scalar,
  '\[(?:' || value || '(?:,' || value || ')*)?\]|\{(?:\u0001:' || value || '(?:,\u0001:' || value || ')*)?\}' as container
from (
  -- A token, or an array or object of tokens: two levels at a time.
  values (
    '(?:[\u0001\u0002]|\[(?:[\u0001\u0002](?:,[\u0001\u0002])*)?\]'
      || '|\{(?:\u0001:[\u0001\u0002](?:,\u0001:[\u0001\u0002])*)?\})'
  )
) as nested (value)
