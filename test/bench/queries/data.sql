-- Two years of a bot with :messages messages and :messages / 100 rows of users, a tenth of which are second rows of a person.
-- Deterministic but for the moment that it ends with. Rows are stored in random order of their stamps: the worst case.
create table users (id integer primary key, waid text, full_name text, gender text, pillar text, goal text, level text, phase text, is_active boolean, timezone text, created_at timestamp, onboarding_timestamp timestamp);
create table messages (id integer primary key, user_id integer, sender text, type text, message jsonb, sent_at timestamp, status text);
create table events (id integer primary key, user_id integer, event_type text, description text, executed_at timestamp, created_at timestamp);
create table user_activities (id integer primary key, user_id integer, activity text, completed boolean, progress numeric, days jsonb, created_at timestamp, last_activity_at timestamp);
create table milestones (id integer primary key, milestone text, type text);
create table user_milestones (id integer primary key, user_id integer, milestone_id integer, completed boolean, created_at timestamp);
create table bounds as
select
  (now() at time zone 'UTC')::timestamp(0) as last_at,
  (now() at time zone 'UTC')::timestamp(0) - interval '730 days' as first_at,
  :messages / 100 as users;
insert into users
select
  n,
  case when n % 1000 > 0 then '99' || lpad((n % (users * 10 / 11))::text, 10, '0') end,
  'Name ' || n,
  (array['male', 'female'])[1 + n % 2],
  (array['nutrition', 'sleep', 'exercise', 'stress', null])[1 + n % 5],
  'goal ' || n % 20,
  (array['beginner', 'intermediate', 'advanced'])[1 + n % 3],
  (n % 6)::text,
  n % 4 > 0,
  (array['America/Sao_Paulo', 'UTC-3', 'Europe/London', 'GMT+5:30', 'Asia/Kolkata', null, 'BRT'])[1 + n % 7],
  first_at + (n::float8 / users) ^ 0.7 * interval '729 days' + n % 77777 * interval '1 second',
  null
from bounds, generate_series(1, users) as n;
insert into messages
select
  n,
  users.id,
  case when n % 5 < 2 then 'user' else 'bot' end,
  (array['text', 'image', 'button'])[1 + n % 3],
  jsonb_build_object('flows', jsonb_build_object('body', jsonb_build_object('text', 'message ' || n))),
  users.created_at + (hashint4(n)::bigint + 2147483648)::float8 / 4294967296 * greatest(last_at - users.created_at, '0'),
  (array['sent', 'delivered', 'read'])[1 + n % 3]
from bounds, generate_series(1, :messages) as n
join users on users.id = 1 + (hashint4(n * 7) & 2147483647) % (:messages / 100);
insert into events
select
  n,
  1 + (hashint4(n * 3) & 2147483647) % users,
  (array['onboarding_completed', 'complete_activity', 'update_experience', 'settings_updated'])[1 + n % 4],
  null,
  last_at - (hashint4(n)::bigint + 2147483648)::float8 / 4294967296 * interval '730 days',
  null
from bounds, generate_series(1, :messages / 10) as n;
insert into user_activities
select
  n,
  1 + n % users,
  'activity ' || n % 12,
  n % 3 = 0,
  n % 101,
  (array['["Monday", "Thursday"]', '["Friday"]', '{"sunday": true}'])[1 + n % 3]::jsonb,
  last_at - n % 700 * interval '1 day',
  null
from bounds, generate_series(1, :messages / 50) as n;
insert into milestones select n, 'milestone ' || n, 'type ' || n % 3 from generate_series(1, 15) as n;
insert into user_milestones
select n, 1 + n % users, 1 + n % 15, n % 3 = 0, last_at - n % 700 * interval '1 day'
from bounds, generate_series(1, :messages / 40) as n;
create index on messages (user_id);
create index on messages (sent_at);
create index on events (user_id);
create index on user_activities (user_id);
create index on user_milestones (user_id);
vacuum analyze;
