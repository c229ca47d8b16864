-- Signups by day
-- People by the calendar day of their signup, days without any included.
-- @param  days  integer = 90 [1..730]  How many calendar days, up to today
-- @param  tz    timezone = UTC  The zone in which days begin and end
-- @use    signups, calendar
-- @column day      date     Calendar day in the zone
-- @column signups  integer  [count]  People who signed up that day
-- @column partial  boolean  [partial]  Whether the day is not over yet
-- @view   bars
-- @en param days "Days"
-- @en param tz "Time zone"
-- @en column day "Day"
-- @en column signups "Signups"
-- @en column partial "Not over yet"
-- @pt title Cadastros por dia
-- @pt description Pessoas pelo dia do cadastro no calendário, inclusive os dias sem nenhuma.
-- @pt param days "Dias" Quantos dias do calendário, até hoje
-- @pt param tz "Fuso horário" O fuso em que os dias começam e terminam
-- @pt column day "Dia" Dia do calendário no fuso
-- @pt column signups "Cadastros" Pessoas que se cadastraram nesse dia
-- @pt column partial "Ainda em curso" Se o dia ainda não terminou
-- @es title Altas por día
-- @es description Personas según el día natural de su alta, también los días sin ninguna.
-- @es param days "Días" Cuántos días naturales, hasta hoy
-- @es param tz "Zona horaria" La zona en la que empiezan y terminan los días
-- @es column day "Día" Día natural en la zona
-- @es column signups "Altas" Personas que se dieron de alta ese día
-- @es column partial "Aún en curso" Si el día aún no ha terminado
-- @de title Registrierungen pro Tag
-- @de description Personen nach dem Kalendertag ihrer Registrierung, auch Tage ohne solche.
-- @de param days "Tage" Wie viele Kalendertage, bis heute
-- @de param tz "Zeitzone" Die Zone, in der Tage beginnen und enden
-- @de column day "Tag" Kalendertag in der Zone
-- @de column signups "Registrierungen" Personen, die sich an diesem Tag registriert haben
-- @de column partial "Noch nicht vorbei" Ob der Tag noch nicht vorbei ist
with counted as (
  select signups.signup_day, count(*) as signups
  from signups
  group by signups.signup_day
)
select
  calendar.first_day + step as day,
  coalesce(counted.signups, 0) as signups,
  calendar.partial and calendar.first_day + step = calendar.last_day as partial
from params
cross join calendar
cross join generate_series(0, params.days - 1) as step
left join counted on counted.signup_day = calendar.first_day + step
order by day
