-- User directory
-- People by their profile, those who wrote last first.
-- @param  search  text = null [1..200]  Part of the name or of the WhatsApp ID, in any case
-- @param  active  boolean = null  Only people whose profile says so
-- @param  limit   integer = 100 [1..1000]  How many people
-- @use    persons, profiles, person_rows, user_names, user_traits, user_states, user_time_zones, user_messages, letters
-- @column waid          text       [identifier]  WhatsApp ID
-- @column full_name     text       Name
-- @column gender        text       Gender
-- @column pillar        text       Health pillar
-- @column goal          text       Goal
-- @column level         text       Level
-- @column phase         text       Phase of the journey
-- @column is_active     boolean    Whether the profile is active
-- @column timezone      text       Time zone, as written
-- @column signed_up_at  timestamp  Signup: the earliest date of any of the person's rows
-- @column last_seen_at  timestamp  Their latest message
-- @view   table
-- @pii
with last_messages as (
  select user_messages.user_id, max(user_messages.sent_at) as sent_at
  from user_messages
  group by user_messages.user_id
),
last_seen as (
  select person_rows.waid, max(last_messages.sent_at) as last_seen_at
  from last_messages
  join person_rows on person_rows.id = last_messages.user_id
  group by person_rows.waid
),
-- The text as a regular expression in which each letter matches both its cases and any other character itself.
-- Not used with ~, of which the planner expects so few rows that it would join last_seen row by row.
sought as materialized (
  select string_agg(
    case
      when position(sign in '.*+?|^$()[]{}\') > 0 then '\' || sign
      else '(?:' || sign || '|' || lower(sign) || '|' || upper(sign) || '|' || other_case || ')'
    end,
    '' order by position
  ) as pattern
  from params
  cross join letters
  cross join regexp_split_to_table(params.search, '') with ordinality as signs (sign, position)
  cross join lateral (
    select translate(sign, letters.upper || letters.lower, letters.lower || letters.upper) as other_case
  ) as cases
),
ranked as (
  select
    profiles.id,
    profiles.waid,
    last_seen.last_seen_at,
    row_number() over (order by last_seen.last_seen_at desc nulls last, profiles.waid collate "C") as position
  from profiles
  join user_names on user_names.id = profiles.id
  join user_states on user_states.id = profiles.id
  cross join params
  cross join sought
  left join last_seen on last_seen.waid = profiles.waid
  where (
      params.search is null
      or substring(user_names.full_name from sought.pattern) is not null
      or substring(profiles.waid from sought.pattern) is not null
    )
    and (params.active is null or user_states.is_active = params.active)
  order by last_seen.last_seen_at desc nulls last, profiles.waid collate "C"
  -- A constant LIMIT, then a filter: distributed engines refuse a subquery in LIMIT.
  limit 1000
)
select
  ranked.waid,
  user_names.full_name,
  user_traits.gender,
  user_traits.pillar,
  user_traits.goal,
  user_traits.level,
  user_traits.phase,
  user_states.is_active,
  user_time_zones.timezone,
  persons.signed_up_at::timestamptz at time zone 'UTC' as signed_up_at,
  ranked.last_seen_at::timestamptz at time zone 'UTC' as last_seen_at
from ranked
cross join params
join persons on persons.waid = ranked.waid
join user_names on user_names.id = ranked.id
join user_traits on user_traits.id = ranked.id
join user_states on user_states.id = ranked.id
join user_time_zones on user_time_zones.id = ranked.id
where ranked.position <= params.limit
order by ranked.position
