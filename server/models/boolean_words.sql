-- Words for true and false
-- One row: what PostgreSQL accepts as input of type boolean, in lower case, and the white space that it ignores around it.
select
  array['t', 'tr', 'tru', 'true', 'y', 'ye', 'yes', 'on', '1'] as yes,
  array['f', 'fa', 'fal', 'fals', 'false', 'n', 'no', 'of', 'off', '0'] as no,
  E' \t\n\x0B\f\r' as white_space
