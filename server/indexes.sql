-- Recommended indexes for the shipped queries. May be run again; each index is built without blocking writes, so the file
-- must not run inside a transaction block:
--
--   psql "$ADMIN_URL" -f server/indexes.sql
--
-- The sizes were measured on PostgreSQL 15 with 10 million messages (1.3 GB), 1 million events (65 MB) and 100,000 rows of
-- users. The queries return the same rows without these indexes.
\set ON_ERROR_STOP on

-- Windowed queries read the stamps of their window from the index alone, whatever the order of the rows in the table.
-- 484 MB. Where the rows of messages are stored in the order of sent_at, an index on sent_at alone (214 MB) is enough.
create index concurrently if not exists letz_messages_sent_at
  on messages (sent_at) include (user_id, sender, type, status);

-- user-directory reads the latest message of each row of users. 387 MB.
create index concurrently if not exists letz_messages_user_id_sent_at
  on messages (user_id, sent_at) include (sender);

-- events-by-type reads its window. 49 MB. Not possible where one of the columns is timestamp and the other timestamptz.
create index concurrently if not exists letz_events_stamp
  on events ((coalesce(executed_at, created_at))) include (user_id, event_type);

-- onboarding-cohorts reads the events of one type. 22 MB.
create index concurrently if not exists letz_events_event_type_user_id
  on events (event_type, user_id);

-- recent-messages looks up the persons behind its messages. 3 MB.
create index concurrently if not exists letz_users_waid
  on users (waid);

-- Index-only scans need an up-to-date visibility map.
vacuum (analyze) users;
vacuum (analyze) messages;
vacuum (analyze) events;
