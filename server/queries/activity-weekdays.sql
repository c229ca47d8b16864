-- Activities by weekday
-- People who have an activity planned for a weekday.
-- @use    person_rows, activity_days, json_syntax, white_space
-- @column weekday  text     Weekday, Monday to Sunday
-- @column users    integer  [count]  People with an activity that day
-- @view   bars
-- @count  Rows of activities: activity_days
-- @count  Those of people: activity_days join person_rows on person_rows.id = activity_days.user_id
-- @en column weekday "Weekday"
-- @en value weekday Monday "Monday", Tuesday "Tuesday", Wednesday "Wednesday", Thursday "Thursday", Friday "Friday"
-- @en value weekday Saturday "Saturday", Sunday "Sunday"
-- @en column users "Users"
-- @pt title Atividades por dia da semana
-- @pt description Pessoas que têm uma atividade planejada para o dia da semana.
-- @pt column weekday "Dia da semana" Dia da semana, de segunda a domingo
-- @pt value weekday Monday "Segunda-feira", Tuesday "Terça-feira", Wednesday "Quarta-feira", Thursday "Quinta-feira"
-- @pt value weekday Friday "Sexta-feira", Saturday "Sábado", Sunday "Domingo"
-- @pt column users "Usuários" Pessoas com uma atividade nesse dia
-- @es title Actividades por día de la semana
-- @es description Personas que tienen una actividad prevista para el día de la semana.
-- @es column weekday "Día de la semana" Día de la semana, de lunes a domingo
-- @es value weekday Monday "Lunes", Tuesday "Martes", Wednesday "Miércoles", Thursday "Jueves", Friday "Viernes"
-- @es value weekday Saturday "Sábado", Sunday "Domingo"
-- @es column users "Usuarios" Personas con una actividad ese día
-- @de title Aktivitäten nach Wochentag
-- @de description Personen, die für einen Wochentag eine Aktivität geplant haben.
-- @de column weekday "Wochentag" Wochentag, Montag bis Sonntag
-- @de value weekday Monday "Montag", Tuesday "Dienstag", Wednesday "Mittwoch", Thursday "Donnerstag", Friday "Freitag"
-- @de value weekday Saturday "Samstag", Sunday "Sonntag"
-- @de column users "Nutzer" Personen mit einer Aktivität an diesem Tag
with written as materialized (
  select distinct activity_days.days
  from activity_days
  where activity_days.days is not null
),
-- Each different text is read once. Text that is not JSON has no plan.
plans as materialized (
  select
    written.days,
    case when reduced.token in (chr(1), chr(2)) then written.days::jsonb end as plan
  from written
  cross join json_syntax
  cross join lateral (
    select regexp_replace(
      regexp_replace(regexp_replace(written.days, json_syntax.string, chr(1), 'g'), json_syntax.scalar, chr(2), 'g'),
      '[ \t\n\r]+', '', 'g'
    ) as tokens
  ) as scanned
  cross join lateral (
    select regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      scanned.tokens,
      json_syntax.container, chr(2), 'g'), json_syntax.container, chr(2), 'g'),
      json_syntax.container, chr(2), 'g'), json_syntax.container, chr(2), 'g'),
      json_syntax.container, chr(2), 'g'), json_syntax.container, chr(2), 'g'),
      json_syntax.container, chr(2), 'g'), json_syntax.container, chr(2), 'g') as token
  ) as reduced
  where written.days !~ '[\u0001\u0002]'
),
entries as (
  select plans.days, lower(trimmed.name collate "C") as weekday
  from plans
  cross join white_space
  cross join lateral (
    select item #>> '{}' as name
    from jsonb_array_elements(case when jsonb_typeof(plans.plan) = 'array' then plans.plan else '[]' end) as item
    where jsonb_typeof(item) = 'string'
    union all
    select jsonb_object_keys(case when jsonb_typeof(plans.plan) = 'object' then plans.plan else '{}' end)
    union all
    select plans.plan #>> '{}' where jsonb_typeof(plans.plan) = 'string'
  ) as entry
  cross join lateral (
    select regexp_replace(entry.name, '^' || white_space.class || '+|' || white_space.class || '+$', '', 'g') as name
  ) as trimmed
),
weekdays as (
  select weekday, position::integer, lower(weekday collate "C") as lower_name
  from unnest(array['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
    with ordinality as listed (weekday, position)
),
-- One bit per weekday, so that a text, a row of users and a person are each one row.
weekday_sets as materialized (
  select entries.days, bit_or(1 << weekdays.position) as bits
  from entries
  join weekdays on weekdays.lower_name = entries.weekday
  group by entries.days
),
planned_rows as (
  select activity_days.user_id, bit_or(weekday_sets.bits) as bits
  from activity_days
  join weekday_sets on weekday_sets.days = activity_days.days
  group by activity_days.user_id
),
planned_persons as (
  select bit_or(planned_rows.bits) as bits
  from planned_rows
  join person_rows on person_rows.id = planned_rows.user_id
  group by person_rows.waid
),
-- At most 128 sets are left to be compared with seven weekdays.
counted as (
  select planned_persons.bits, count(*) as users
  from planned_persons
  group by planned_persons.bits
)
select weekdays.weekday, coalesce(sum(counted.users), 0)::bigint as users
from weekdays
left join counted on counted.bits & (1 << weekdays.position) > 0
group by weekdays.weekday, weekdays.position
order by weekdays.position
