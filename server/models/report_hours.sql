-- Messages by hour of the report's clock
-- Messages with a stamp by hour of the week in params.tz, 0 = Sunday at midnight; none if params.clock is not report.
-- @use stamped_messages, week_starts
with offsets as materialized (
  -- The offset in seconds of each week in which it does not change; infinity for others, whose stamps are converted one by
  -- one: an array with nulls is read from its beginning for each element.
  select array_agg(case when ends.first = ends.last then ends.first else 'infinity' end order by week_starts.starts_at) as by_week
  from params
  cross join week_starts
  cross join lateral (
    select
      date_part('epoch', week_starts.starts_at at time zone 'UTC' at time zone params.tz - week_starts.starts_at) as first,
      date_part(
        'epoch',
        (week_starts.starts_at + interval '7 days') at time zone 'UTC' at time zone params.tz
          - (week_starts.starts_at + interval '7 days')
      ) as last
  ) as ends
  where params.clock = 'report'
)
select
  case
    when params.tz = 'UTC' and stamped_messages.second >= 604800 and stamped_messages.second < 6311347200
      then floor(stamped_messages.second / 3600)::bigint % 168
    else coalesce(
      case
        when stamped_messages.second >= 604800 and stamped_messages.second < 6311347200
          then floor(
            (
              stamped_messages.second
                + nullif(((select offsets.by_week from offsets))[floor(stamped_messages.second / 604800)::integer + 1], 'infinity')
            ) / 3600
          )::bigint % 168
      end,
      (
        date_part('dow', to_timestamp(stamped_messages.second + 946771200) at time zone params.tz) * 24
          + date_part('hour', to_timestamp(stamped_messages.second + 946771200) at time zone params.tz)
      )::bigint
    )
  end as hour_of_week,
  count(*) as messages
from stamped_messages, params
where params.clock = 'report'
group by 1
