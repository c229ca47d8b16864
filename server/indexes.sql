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

-- retention joins the messages of its cohorts from the index alone; where random_page_cost is set for an SSD (1.1),
-- daily-active-users and user-directory do, too. 387 MB.
create index concurrently if not exists letz_messages_user_id_sent_at
  on messages (user_id, sent_at) include (sender);

-- events-by-type reads its window. 21 MB. Not possible where one of the columns is timestamp and the other timestamptz.
create index concurrently if not exists letz_events_stamp
  on events ((coalesce(executed_at, created_at)));

-- Index-only scans need an up-to-date visibility map.
vacuum (analyze) messages;
vacuum (analyze) events;
