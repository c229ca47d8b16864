-- Zones of users
-- Every spelling in users.timezone, the zone that it means, and the name of that zone for AT TIME ZONE. Both are null for
-- an unrecognised spelling. AT TIME ZONE must not get the spelling itself: it reads UTC-3 the POSIX way, three hours
-- ahead, and CET as an abbreviation, +1 all year.
-- @use user_time_zones
-- Materialized, so that spellings are parsed once each and not for each row that is joined.
with zones as materialized (
  select
    spelled.timezone,
    coalesce(plain.name, iana.name, offset_zone.name) as zone,
    coalesce(plain.name, iana.reads_as, offset_zone.reads_as) as reads_as
  from (select distinct user_time_zones.timezone from user_time_zones) as spelled
  cross join lateral (select btrim(spelled.timezone, E' \t\n\x0B\f\r') as text) as trimmed
  cross join lateral (
    select case when lower(trimmed.text collate "C") in ('utc', 'gmt', 'z') then 'UTC' end as name
  ) as plain
  left join (
    select
      name,
      lower(name collate "C") as lower_name,
      case upper(name)
        when 'CET' then 'Europe/Brussels'
        when 'MET' then 'Europe/Brussels'
        when 'EET' then 'Europe/Athens'
        when 'WET' then 'Europe/Lisbon'
        else name
      end as reads_as
    from pg_timezone_names
    where name !~ '^(localtime|posixrules|Factory|posix/.*|right/.*)$'
  ) as iana on iana.lower_name = lower(trimmed.text collate "C")
  cross join lateral (
    select regexp_match(
      trimmed.text,
      '^(?:utc|gmt)?[ \t\n\v\f\r]*([-+\u2212\u2013\uFF0D\uFF0B])[ \t\n\v\f\r]*(?:([0-9]{1,2})(?::([0-9]{2}))?|([0-9]{2})([0-9]{2}))$',
      'i'
    ) as part
  ) as parsed
  cross join lateral (
    select
      case when part[1] ~ '[+\uFF0B]' then 1 else -1 end as sign,
      coalesce(part[2], part[4])::integer as hours,
      coalesce(part[3], part[5], '0')::integer as minutes
  ) as number
  cross join lateral (
    select
      sign * (hours * 60 + minutes) as total,
      to_char(hours, 'FM00') || ':' || to_char(minutes, 'FM00') as clock
  ) as size
  left join lateral (
    select
      case when total = 0 then 'UTC' when sign > 0 then '+' || clock else '-' || clock end as name,
      case
        when total = 0 then 'UTC'
        when sign > 0 then '<+' || clock || '>-' || clock
        else '<-' || clock || '>+' || clock
      end as reads_as
  ) as offset_zone on total between -12 * 60 and 14 * 60 and minutes < 60 and minutes % 15 = 0
)
select zones.timezone, zones.zone, zones.reads_as
from zones
