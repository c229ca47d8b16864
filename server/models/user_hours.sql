-- Messages by hour of the users' clocks
-- Messages with a stamp by hour of the week in the zone of the row of users that they point at, 0 = Sunday at midnight, without
-- those whose zone is not recognised; none if params.clock is not user.
-- @use stamped_messages, week_starts, user_time_zones, local_zones
with spellings as materialized (
  select
    array_agg(local_zones.timezone order by local_zones.timezone collate "C") as timezones,
    array_agg(local_zones.reads_as order by local_zones.timezone collate "C") as names
  from local_zones, params
  where params.clock = 'user'
    and local_zones.reads_as is not null
),
offsets as materialized (
  -- The offset in seconds of each week in which it does not change, spelling by spelling; infinity for others, whose stamps
  -- are converted one by one: an array with nulls is read from its beginning for each element.
  select
    array_agg(
      case when ends.first = ends.last then ends.first else 'infinity' end
      order by spelled.number, week_starts.starts_at
    ) as by_week,
    count(distinct week_starts.starts_at)::integer as weeks
  from spellings
  cross join unnest(spellings.names) with ordinality as spelled (name, number)
  cross join week_starts
  cross join lateral (
    select
      date_part('epoch', week_starts.starts_at at time zone 'UTC' at time zone spelled.name - week_starts.starts_at) as first,
      date_part(
        'epoch',
        (week_starts.starts_at + interval '7 days') at time zone 'UTC' at time zone spelled.name
          - (week_starts.starts_at + interval '7 days')
      ) as last
  ) as ends
)
select
  coalesce(
    case
      when stamped_messages.second >= 604800 and stamped_messages.second < 6311347200
        then floor(
          (
            stamped_messages.second
              + nullif(
                ((select offsets.by_week from offsets))[
                  (zones.number - 1) * (select offsets.weeks from offsets)
                    + floor(stamped_messages.second / 604800)::integer + 1
                ],
                'infinity'
              )
          ) / 3600
        )::bigint % 168
    end,
    (
      date_part('dow', to_timestamp(stamped_messages.second + 946771200) at time zone zones.name) * 24
        + date_part('hour', to_timestamp(stamped_messages.second + 946771200) at time zone zones.name)
    )::bigint
  ) as hour_of_week,
  count(*) as messages
from stamped_messages
join user_time_zones on user_time_zones.id = stamped_messages.user_id
-- Arrays: a join of the list of zones, which reads a materialized CTE, would permit no parallel plan.
join unnest((select spellings.timezones from spellings), (select spellings.names from spellings))
  with ordinality as zones (timezone, name, number) on zones.timezone = user_time_zones.timezone
cross join params
where params.clock = 'user'
group by 1
