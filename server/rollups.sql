-- Rollups: tables in the schema letz_rollup that answer queries over long histories many times faster, with the same numbers.
-- PostgreSQL 13 or later, no extension. Run it as the owner of users, messages and events, whose schema comes first in
-- search_path; running it again starts anew:
--
--   psql "$ADMIN_URL" -v ON_ERROR_STOP=1 -f server/rollups.sql
--   psql "$ADMIN_URL" -c 'call letz_rollup.refresh()'        -- then every few minutes, by cron, pg_cron or another scheduler
--
-- Stamps before the watermark are rolled up; later ones are read from the tables. Triggers record rows that are written or
-- changed before the watermark. While such changes wait for a refresh, queries read the tables only. Rows written with
-- triggers disabled (session_replication_role = replica) or into a partition by its own name are not recorded: run
-- letz_rollup.rebuild() after that.
begin;
drop schema if exists letz_rollup cascade;
create schema letz_rollup;

create table letz_rollup.state (
  watermark timestamp not null,
  -- The watermark that the current refresh leads to, and a transaction that began after triggers recorded changes before it.
  next_watermark timestamp not null,
  next_since xid8,
  tables_in name not null,
  refreshed_at timestamptz
);
insert into letz_rollup.state values ('-infinity', '-infinity', null, current_schema());
-- The next watermark in seconds since 1970. A sequence: its value is not part of a snapshot, so every writer sees it at once.
create sequence letz_rollup.recorded_until minvalue -9000000000000;

-- Changes before the watermark that wait for a refresh.
create table letz_rollup.changes (
  id bigint generated always as identity primary key,
  waid text,
  user_id text,
  quarter timestamp,
  everything boolean not null default false
);
-- Ids in messages and events that belonged to nobody.
create table letz_rollup.unowned (user_id text primary key);

-- All messages by sender and piece of time.
create table letz_rollup.message_counts (piece timestamp not null, sender text, messages bigint not null);
create index on letz_rollup.message_counts (piece);
create table letz_rollup.persons (
  person integer generated always as identity primary key,
  waid text not null unique,
  signed_up_at timestamp,
  last_seen_at timestamp,
  step_2 boolean not null default false,
  step_3 boolean not null default false,
  step_4 boolean not null default false,
  stamp_2 timestamp,
  stamp_3 timestamp,
  ordered_4 boolean not null default false
);
-- Persons by the piece of their signup.
create table letz_rollup.signups (piece timestamp primary key, signups integer not null, completed integer not null);
-- Pieces of time in which a person sent a message; near: at an age that retention may ask for.
create table letz_rollup.activity (person integer not null, piece timestamp not null, near boolean not null, primary key (person, piece));
create index on letz_rollup.activity (piece) include (person);
create index on letz_rollup.activity (person) include (piece) where near;
-- Persons who sent a message in the 24 hours from a quarter of an hour on, from 2023 on: any calendar day of 24 hours.
create table letz_rollup.active_users (starts_at timestamp primary key, users integer not null);

create function letz_rollup.quarter(stamp timestamp) returns timestamp language sql immutable parallel safe as $$
  select timestamp 'epoch' + floor(date_part('epoch', stamp) / 900) * interval '900 seconds'
$$;
-- The piece of time of a stamp: all of its stamps have the same local hour and date in every zone. Since 2023 all zones
-- change their clocks at whole quarters of UTC; from 1980 on some did a minute later.
create function letz_rollup.piece(stamp timestamp) returns timestamp language sql immutable parallel safe as $$
  select case
    when stamp >= timestamp '2023-01-01' and stamp < timestamp '2200-01-01' then letz_rollup.quarter(stamp)
    when stamp >= timestamp '1980-01-01' and stamp < timestamp '2023-01-01'
      then least(letz_rollup.quarter(stamp) + interval '1 minute', date_trunc('minute', stamp))
    else date_trunc('second', stamp)
  end
$$;
create index on letz_rollup.persons (letz_rollup.piece(signed_up_at));
-- True if a person of this waid exists: not null, not blank.
create function letz_rollup.is_waid(waid text) returns boolean language sql immutable parallel safe as $$
  select waid collate "C" between '!' and '~'
    or waid !~ '^[\u0009-\u000D\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]*$'
$$;
-- Whether a message at this piece may be 1, 7 or 30 calendar days after the signup, in any zone.
create function letz_rollup.is_near(signup timestamp, piece timestamp) returns boolean language sql immutable parallel safe as $$
  select coalesce(
    piece between signup - interval '3 hours' and signup + interval '75 hours'
    or piece between signup + interval '117 hours' and signup + interval '219 hours'
    or piece between signup + interval '669 hours' and signup + interval '771 hours',
    false
  )
$$;
create function letz_rollup.recorded_before() returns timestamp language sql volatile as $$
  select case when is_called then timestamp 'epoch' + last_value * interval '1 second' else '-infinity' end
  from letz_rollup.recorded_until
$$;

-- Triggers. They add a row to changes only for rows with a stamp before the next watermark.
create function letz_rollup.record_messages() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
  until constant timestamp := letz_rollup.recorded_before();
begin
  if tg_op = 'INSERT' then
    insert into letz_rollup.changes (user_id, quarter)
    select distinct user_id::text, letz_rollup.quarter(sent_at::timestamptz at time zone 'UTC')
    from new_rows where sent_at < until and isfinite(sent_at);
  elsif tg_op = 'DELETE' then
    insert into letz_rollup.changes (user_id, quarter)
    select distinct user_id::text, letz_rollup.quarter(sent_at::timestamptz at time zone 'UTC')
    from old_rows where sent_at < until and isfinite(sent_at);
  elsif tg_op = 'UPDATE' then
    insert into letz_rollup.changes (user_id, quarter)
    select distinct user_id, letz_rollup.quarter(sent_at)
    from (
      (
        select user_id::text, sender::text, sent_at::timestamptz at time zone 'UTC' as sent_at from old_rows
        except all select user_id::text, sender::text, sent_at::timestamptz at time zone 'UTC' from new_rows
      )
      union all
      (
        select user_id::text, sender::text, sent_at::timestamptz at time zone 'UTC' from new_rows
        except all select user_id::text, sender::text, sent_at::timestamptz at time zone 'UTC' from old_rows
      )
    ) as changed
    where sent_at < until and isfinite(sent_at);
  else
    insert into letz_rollup.changes (everything) values (true);
  end if;
  return null;
end
$$;
create function letz_rollup.record_events() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
  until constant timestamp := letz_rollup.recorded_before();
begin
  if until = '-infinity' then
    return null;
  elsif tg_op = 'INSERT' then
    insert into letz_rollup.changes (user_id)
    select distinct user_id::text from new_rows where (coalesce(executed_at, created_at) >= until) is not true;
  elsif tg_op = 'DELETE' then
    insert into letz_rollup.changes (user_id)
    select distinct user_id::text from old_rows where (coalesce(executed_at, created_at) >= until) is not true;
  elsif tg_op = 'UPDATE' then
    insert into letz_rollup.changes (user_id)
    select distinct user_id
    from (
      (
        select user_id::text, event_type::text, coalesce(executed_at, created_at)::timestamptz as stamp from old_rows
        except all select user_id::text, event_type::text, coalesce(executed_at, created_at)::timestamptz from new_rows
      )
      union all
      (
        select user_id::text, event_type::text, coalesce(executed_at, created_at)::timestamptz from new_rows
        except all select user_id::text, event_type::text, coalesce(executed_at, created_at)::timestamptz from old_rows
      )
    ) as changed
    where (stamp >= until) is not true;
  else
    insert into letz_rollup.changes (everything) values (true);
  end if;
  return null;
end
$$;
create function letz_rollup.record_users() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
  until constant timestamp := letz_rollup.recorded_before();
begin
  if until = '-infinity' then
    return null;
  elsif tg_op = 'INSERT' then
    insert into letz_rollup.changes (waid, user_id)
    select waid::text, id::text
    from new_rows
    where (created_at >= until) is not true
      or exists (select from letz_rollup.unowned where unowned.user_id = new_rows.id::text);
  elsif tg_op = 'DELETE' then
    insert into letz_rollup.changes (waid, user_id) select waid::text, id::text from old_rows;
  elsif tg_op = 'UPDATE' then
    insert into letz_rollup.changes (waid, user_id)
    select waid, user_id
    from (
      (
        select id::text as user_id, waid::text, created_at::timestamptz from old_rows
        except all select id::text, waid::text, created_at::timestamptz from new_rows
      )
      union all
      (
        select id::text, waid::text, created_at::timestamptz from new_rows
        except all select id::text, waid::text, created_at::timestamptz from old_rows
      )
    ) as changed;
  else
    insert into letz_rollup.changes (everything) values (true);
  end if;
  return null;
end
$$;
do $$
declare
  name text;
begin
  foreach name in array '{messages,events,users}'::text[] loop
    execute format('create trigger letz_rollup_insert after insert on %I referencing new table as new_rows for each statement execute function letz_rollup.record_%s()', name, name);
    execute format('create trigger letz_rollup_delete after delete on %I referencing old table as old_rows for each statement execute function letz_rollup.record_%s()', name, name);
    execute format('create trigger letz_rollup_update after update on %I referencing old table as old_rows new table as new_rows for each statement execute function letz_rollup.record_%s()', name, name);
    execute format('create trigger letz_rollup_truncate after truncate on %I for each statement execute function letz_rollup.record_%s()', name, name);
  end loop;
end
$$;

-- Counts active_users anew for the days of 24 hours that begin from first_start to last_start.
create function letz_rollup.count_active_users(first_start timestamp, last_start timestamp) returns void
language sql volatile as $$
  delete from letz_rollup.active_users where starts_at between first_start and last_start;
  insert into letz_rollup.active_users
  -- A person's message counts in the days that begin after the person's message before it, and at most 24 hours before it:
  -- so each day counts each person once. The running total of what begins and ends is the count.
  with messages as (
    select piece, lag(piece) over (partition by person order by piece) as previous
    from letz_rollup.activity
    where piece >= first_start and piece < last_start + interval '24 hours'
  ),
  steps as (
    select
      greatest(first_start, piece - interval '1425 minutes', previous + interval '15 minutes') as starts_at,
      1 as users
    from messages
    union all
    select piece + interval '15 minutes', -1 from messages
  ),
  sums as (
    select starts_at, sum(users) as users
    from (
      select starts_at, users from steps
      union all
      select generate_series(first_start, last_start, interval '15 minutes'), 0
    ) as all_steps
    group by starts_at
  ),
  totals as (
    select starts_at, (sum(users) over (order by starts_at))::integer as users from sums
  )
  select starts_at, users from totals where starts_at between first_start and last_start and users > 0
$$;

-- Brings the rollups to a watermark, within the snapshot of one transaction. Called by refresh and rebuild.
create function letz_rollup.advance(until timestamp) returns void
language plpgsql volatile set timezone = 'UTC' as $$
declare
  since timestamp;
  day record;
begin
  select watermark into strict since from letz_rollup.state for update;
  if exists (select from letz_rollup.changes where everything) then
    since := '-infinity';
  end if;
  if since = '-infinity' then
    -- Not TRUNCATE: queries with an older snapshot would find the tables empty.
    delete from letz_rollup.message_counts;
    delete from letz_rollup.persons;
    delete from letz_rollup.signups;
    delete from letz_rollup.activity;
    delete from letz_rollup.active_users;
    delete from letz_rollup.unowned;
  end if;
  create temp table handled on commit drop as select * from letz_rollup.changes;
  create temp table new_messages on commit drop as
    select user_id, sender::text as sender, sent_at::timestamptz at time zone 'UTC' as sent_at
    from messages where sent_at >= since and sent_at < until and isfinite(sent_at);
  create temp table new_events on commit drop as
    select distinct user_id from events
    where coalesce(executed_at, created_at) >= since and coalesce(executed_at, created_at) < until
      or since = '-infinity' and coalesce(executed_at, created_at) is null;

  -- Counts of messages.
  insert into letz_rollup.message_counts
    select letz_rollup.piece(sent_at), sender, count(*) from new_messages group by 1, 2;
  delete from letz_rollup.message_counts
    using (select distinct quarter from handled where quarter < since) as late
    where piece >= late.quarter and piece < late.quarter + interval '15 minutes';
  insert into letz_rollup.message_counts
    select letz_rollup.piece(messages.sent_at::timestamptz at time zone 'UTC'), messages.sender::text, count(*)
    from (select distinct quarter from handled where quarter < since) as late
    join messages on messages.sent_at >= late.quarter and messages.sent_at < late.quarter + interval '15 minutes'
      and messages.sent_at < until
    group by 1, 2;

  -- Persons whose rows changed. Of those with late changes everything is computed anew, of others what is new is added.
  create temp table touched on commit drop as
    select waid, bool_or(is_late) as is_late
    from (
      select waid, true as is_late from handled where since > '-infinity'
      union all
      select users.waid::text, true from users join handled on handled.user_id = users.id::text where since > '-infinity'
      union all
      select users.waid::text, false from users
      where since = '-infinity' or users.created_at >= since and users.created_at < until
      union all
      select users.waid::text, false from users
      where since > '-infinity'
        and (users.id in (select user_id from new_events) or users.id in (select user_id from new_messages where sender = 'user'))
    ) as changed
    where letz_rollup.is_waid(waid)
    group by waid;
  analyze touched;
  create temp table owned on commit drop as
    select users.id, users.waid::text as waid, users.created_at::timestamptz at time zone 'UTC' as created_at, touched.is_late
    from users join touched on touched.waid = users.waid::text
    where (users.created_at >= until) is not true;
  analyze owned;
  create temp table signed_up_before on commit drop as
    select persons.person, persons.signed_up_at from letz_rollup.persons join touched using (waid);
  create temp table signups_before on commit drop as
    select distinct letz_rollup.piece(signed_up_at) as piece from signed_up_before where signed_up_at is not null;
  create temp table activity_before on commit drop as
    select activity.person, activity.piece
    from letz_rollup.activity join letz_rollup.persons using (person) join touched using (waid) where touched.is_late;
  delete from letz_rollup.activity using letz_rollup.persons, touched
    where activity.person = persons.person and persons.waid = touched.waid and touched.is_late;
  delete from letz_rollup.persons using touched
    where persons.waid = touched.waid and not exists (select from owned where owned.waid = touched.waid);
  insert into letz_rollup.persons (waid) select waid from touched
    where exists (select from owned where owned.waid = touched.waid)
    on conflict do nothing;

  -- Signups and steps of the journey.
  create temp table steps on commit drop as
    with step_events as (
      select owned.waid, events.event_type::text as event_type,
        coalesce(events.executed_at, events.created_at)::timestamptz at time zone 'UTC' as stamp
      from events join owned on owned.id = events.user_id
      where (coalesce(events.executed_at, events.created_at) >= until) is not true
        and events.event_type::text in ('onboarding_completed', 'complete_activity', 'update_experience')
    ),
    second as (
      select *, min(stamp) filter (where event_type = 'onboarding_completed') over (partition by waid) as stamp_2
      from step_events
    ),
    third as (
      select *, min(stamp) filter (where event_type = 'complete_activity' and stamp >= stamp_2)
        over (partition by waid) as stamp_3
      from second
    )
    select
      waid,
      bool_or(event_type = 'onboarding_completed') as step_2,
      bool_or(event_type = 'complete_activity') as step_3,
      bool_or(event_type = 'update_experience') as step_4,
      min(stamp_2) as stamp_2,
      min(stamp_3) as stamp_3,
      coalesce(bool_or(event_type = 'update_experience' and stamp >= stamp_3), false) as ordered_4
    from third
    group by waid;
  update letz_rollup.persons set
    signed_up_at = computed.signed_up_at,
    step_2 = coalesce(computed.step_2, false),
    step_3 = coalesce(computed.step_3, false),
    step_4 = coalesce(computed.step_4, false),
    stamp_2 = computed.stamp_2,
    stamp_3 = computed.stamp_3,
    ordered_4 = coalesce(computed.ordered_4, false)
  from (
    select signed.*, steps.step_2, steps.step_3, steps.step_4, steps.stamp_2, steps.stamp_3, steps.ordered_4
    from (select waid, min(created_at) as signed_up_at from owned group by waid) as signed
    left join steps on steps.waid = signed.waid
  ) as computed
  where persons.waid = computed.waid;

  -- Activity: of persons with late changes all messages, of others the new ones.
  create temp table seen on commit drop as
    select owned.waid, letz_rollup.piece(stamped.sent_at) as piece, max(stamped.sent_at) as last_seen_at, owned.is_late
    from (
      select user_id, sent_at from new_messages where sender = 'user' and since > '-infinity'
    ) as stamped
    join owned on owned.id = stamped.user_id
    where not owned.is_late
    group by owned.waid, piece, owned.is_late
    union all
    select owned.waid, letz_rollup.piece(messages.sent_at::timestamptz at time zone 'UTC') as piece,
      max(messages.sent_at::timestamptz at time zone 'UTC'), true
    from messages join owned on owned.id = messages.user_id
    where (owned.is_late or since = '-infinity') and messages.sender::text = 'user'
      and messages.sent_at < until and isfinite(messages.sent_at)
    group by owned.waid, piece;
  insert into letz_rollup.activity
    select persons.person, seen.piece, letz_rollup.is_near(persons.signed_up_at, seen.piece)
    from seen join letz_rollup.persons on persons.waid = seen.waid
    on conflict do nothing;
  -- Activity of persons whose signup is another one now, which are few.
  create temp table moved on commit drop as
    select persons.person, persons.signed_up_at
    from letz_rollup.persons join signed_up_before using (person)
    where since > '-infinity' and persons.signed_up_at is distinct from signed_up_before.signed_up_at;
  analyze moved;
  update letz_rollup.activity set near = not activity.near
    from moved
    where activity.person = moved.person and activity.near <> letz_rollup.is_near(moved.signed_up_at, activity.piece);
  update letz_rollup.persons set last_seen_at = null from touched
    where since > '-infinity' and persons.waid = touched.waid and touched.is_late;
  update letz_rollup.persons set last_seen_at = greatest(persons.last_seen_at, latest.last_seen_at)
    from (select waid, max(last_seen_at) as last_seen_at from seen group by waid) as latest
    where persons.waid = latest.waid;

  -- Counts of signups, of all pieces in which a touched person signs up or did before.
  insert into signups_before
    select letz_rollup.piece(signed_up_at) from letz_rollup.persons join touched using (waid) where signed_up_at is not null;
  delete from letz_rollup.signups where piece in (select piece from signups_before);
  analyze signups_before;
  insert into letz_rollup.signups
    select letz_rollup.piece(persons.signed_up_at), count(*), count(*) filter (where persons.step_2)
    from letz_rollup.persons
    where letz_rollup.piece(persons.signed_up_at) in (select piece from signups_before)
    group by 1;

  -- Daily users: of the days that have ended since, and of those with late changes.
  for day in
    select distinct date_trunc('day', piece) as first_start
    from (
      (select * from activity_before except
        select activity.person, activity.piece from letz_rollup.activity where person in (select person from activity_before))
      union all
      (select persons.person, seen.piece from seen join letz_rollup.persons using (waid)
        where seen.is_late and since > '-infinity' except select * from activity_before)
    ) as changed
    where piece >= timestamp '2023-01-01'
  loop
    perform letz_rollup.count_active_users(
      greatest(day.first_start - interval '24 hours', timestamp '2023-01-01'),
      least(day.first_start + interval '1425 minutes', until - interval '24 hours')
    );
  end loop;
  perform letz_rollup.count_active_users(
    greatest(
      case when since = '-infinity' then (select letz_rollup.quarter(min(piece)) from letz_rollup.activity) else since end
        - interval '24 hours',
      timestamp '2023-01-01'
    ),
    until - interval '24 hours'
  );

  -- Ids that belong to nobody yet. One whose users row is created after the watermark will: that is a change, too.
  insert into letz_rollup.unowned
    select distinct user_id::text
    from (select user_id from new_messages union select user_id from new_events) as ids
    where user_id is not null
      and not exists (select from users where users.id = ids.user_id and (users.created_at >= until) is not true)
    on conflict do nothing;
  insert into letz_rollup.unowned
    select user_id from handled where user_id is not null and not exists (
      select from users where users.id::text = handled.user_id and (users.created_at >= until) is not true)
    on conflict do nothing;
  delete from letz_rollup.changes where id in (select id from handled);
  insert into letz_rollup.changes (user_id)
    select unowned.user_id from letz_rollup.unowned join users on users.id::text = unowned.user_id;
  delete from letz_rollup.unowned
    using users where users.id::text = unowned.user_id and (users.created_at >= until) is not true;
  update letz_rollup.state set watermark = until, refreshed_at = now();
  if since = '-infinity' then
    analyze letz_rollup.message_counts, letz_rollup.persons, letz_rollup.signups, letz_rollup.activity,
      letz_rollup.active_users;
  end if;
  drop table handled, new_messages, new_events, touched, owned, signed_up_before, signups_before, activity_before, steps, seen,
    moved;
end
$$;

-- Rolls up what is stamped before now - delay and repairs what has changed. Without effect while a transaction that wrote
-- before this call is still open: the next call goes on. Must not be called inside a transaction block.
create procedure letz_rollup.refresh(delay interval default '5 minutes', until timestamp default null) language plpgsql as $$
declare
  goal timestamp;
begin
  perform pg_advisory_lock(hashtext('letz_rollup.refresh'));
  goal := letz_rollup.quarter(coalesce(until, (now() - delay) at time zone 'UTC'));
  goal := greatest(goal, (select next_watermark from letz_rollup.state));
  perform setval('letz_rollup.recorded_until', extract(epoch from goal)::bigint);
  -- Transactions with an id above the next one begin to write after this: their triggers use the new value.
  commit;
  update letz_rollup.state set next_watermark = goal, next_since = pg_current_xact_id();
  for attempt in 1..20 loop
    commit;
    set transaction isolation level repeatable read;
    if pg_snapshot_xmin(pg_current_snapshot()) > (select next_since from letz_rollup.state) then
      perform set_config('search_path', quote_ident((select tables_in from letz_rollup.state)) || ', pg_temp', true);
      perform set_config('timezone', 'UTC', true);
      perform letz_rollup.advance(goal);
      exit;
    end if;
    perform pg_sleep(0.05);
  end loop;
  commit;
  perform pg_advisory_unlock(hashtext('letz_rollup.refresh'));
end
$$;

-- Computes all rollups anew at the next refresh.
create function letz_rollup.rebuild() returns void language sql as $$
  insert into letz_rollup.changes (everything) values (true)
$$;

do $$
begin
  if to_regrole('letz_reader') is not null then
    grant usage on schema letz_rollup to letz_reader;
    grant select on all tables in schema letz_rollup to letz_reader;
  end if;
end
$$;
commit;
