-- User directory
-- People by their profile, those who wrote last first.
-- @param  search  text = null [1..200]  Part of the name or of the WhatsApp ID, in any case
-- @param  active  boolean = null  Only people whose profile says so
-- @param  limit   integer = 100 [1..1000]  How many people
-- @use    profiles, user_messages, letters
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
with last_seen as (
  select waid, max(sent_at) as last_seen_at from user_messages group by waid
),
-- The text as a regular expression in which each letter stands for both its cases and any other sign for itself.
-- Not used with ~, of which the planner expects so few rows that it would join last_seen row by row.
sought as (
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
)
select
  profiles.waid,
  profiles.full_name,
  profiles.gender,
  profiles.pillar,
  profiles.goal,
  profiles.level,
  profiles.phase,
  profiles.is_active,
  profiles.timezone,
  profiles.signed_up_at,
  last_seen.last_seen_at
from profiles
cross join params
cross join sought
left join last_seen on last_seen.waid = profiles.waid
where (
    params.search is null
    or substring(profiles.full_name from sought.pattern) is not null
    or substring(profiles.waid from sought.pattern) is not null
  )
  and (params.active is null or profiles.is_active = params.active)
order by last_seen.last_seen_at desc nulls last, profiles.waid collate "C"
limit (select params.limit from params)
