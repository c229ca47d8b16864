-- Retention
-- People by the day of their signup, and how many of them wrote on the 1st, 7th and 30th calendar day after it. Null while
-- that day is not over: the cohort is too young to tell.
-- @param  days  integer = 90 [1..3650]  How many calendar days of signups, up to today
-- @param  tz    timezone = UTC  The zone in which days begin and end
-- @use    signup_ages, calendar
-- @column signup_date  date     Calendar day of the signup; days without one are left out
-- @column cohort_size  integer  [count]  People who signed up that day
-- @column d1           integer  [count]  Those who wrote on the day after
-- @column d7           integer  [count]  Those who wrote on the 7th day after
-- @column d30          integer  [count]  Those who wrote on the 30th day after
-- @column d1_pct       number   [percent of cohort_size]  d1 in per cent of the cohort
-- @column d7_pct       number   [percent of cohort_size]  d7 in per cent of the cohort
-- @column d30_pct      number   [percent of cohort_size]  d30 in per cent of the cohort
-- @view   heatmap
-- @en param days "Days"
-- @en param tz "Time zone"
-- @en column signup_date "Signup date"
-- @en column cohort_size "Cohort size"
-- @en column d1 "Day 1"
-- @en column d7 "Day 7"
-- @en column d30 "Day 30"
-- @en column d1_pct "Day 1 %"
-- @en column d7_pct "Day 7 %"
-- @en column d30_pct "Day 30 %"
-- @pt title Retenção
-- @pt description Pessoas pelo dia do cadastro, e quantas delas escreveram no 1º, 7º e 30º dia do calendário depois
-- @pt description dele. Nulo enquanto esse dia não terminou: a coorte é nova demais para dizer.
-- @pt param days "Dias" Quantos dias de cadastros, até hoje
-- @pt param tz "Fuso horário" O fuso em que os dias começam e terminam
-- @pt column signup_date "Data do cadastro" Dia do cadastro no calendário; dias sem cadastros ficam de fora
-- @pt column cohort_size "Tamanho da coorte" Pessoas que se cadastraram nesse dia
-- @pt column d1 "Dia 1" As que escreveram no dia seguinte
-- @pt column d7 "Dia 7" As que escreveram no 7º dia depois
-- @pt column d30 "Dia 30" As que escreveram no 30º dia depois
-- @pt column d1_pct "Dia 1 %" Dia 1 em porcentagem da coorte
-- @pt column d7_pct "Dia 7 %" Dia 7 em porcentagem da coorte
-- @pt column d30_pct "Dia 30 %" Dia 30 em porcentagem da coorte
-- @es title Retención
-- @es description Personas según el día de su alta, y cuántas de ellas escribieron el 1.er, 7.º y 30.º día natural
-- @es description posterior. Nulo mientras ese día no haya terminado: la cohorte es demasiado reciente para saberlo.
-- @es param days "Días" Cuántos días naturales de altas, hasta hoy
-- @es param tz "Zona horaria" La zona en la que empiezan y terminan los días
-- @es column signup_date "Fecha de alta" Día natural del alta; los días sin altas no aparecen
-- @es column cohort_size "Tamaño de la cohorte" Personas que se dieron de alta ese día
-- @es column d1 "Día 1" Las que escribieron al día siguiente
-- @es column d7 "Día 7" Las que escribieron el 7.º día posterior
-- @es column d30 "Día 30" Las que escribieron el 30.º día posterior
-- @es column d1_pct "Día 1 %" Día 1 en porcentaje de la cohorte
-- @es column d7_pct "Día 7 %" Día 7 en porcentaje de la cohorte
-- @es column d30_pct "Día 30 %" Día 30 en porcentaje de la cohorte
-- @de title Nutzerbindung
-- @de description Personen nach dem Tag ihrer Registrierung, und wie viele von ihnen am 1., 7. und 30. Kalendertag
-- @de description danach geschrieben haben. Leer, solange dieser Tag nicht vorbei ist: Für die Kohorte ist es noch zu
-- @de description früh.
-- @de param days "Tage" Wie viele Kalendertage mit Registrierungen, bis heute
-- @de param tz "Zeitzone" Die Zone, in der Tage beginnen und enden
-- @de column signup_date "Tag der Registrierung" Kalendertag der Registrierung; Tage ohne Registrierungen fehlen
-- @de column cohort_size "Größe der Kohorte" Personen, die sich an diesem Tag registriert haben
-- @de column d1 "Tag 1" Diejenigen, die am Tag danach geschrieben haben
-- @de column d7 "Tag 7" Diejenigen, die am 7. Tag danach geschrieben haben
-- @de column d30 "Tag 30" Diejenigen, die am 30. Tag danach geschrieben haben
-- @de column d1_pct "Tag 1 %" Tag 1 in Prozent der Kohorte
-- @de column d7_pct "Tag 7 %" Tag 7 in Prozent der Kohorte
-- @de column d30_pct "Tag 30 %" Tag 30 in Prozent der Kohorte
with returned as (
  select
    signup_ages.signup_day,
    bool_or(signup_ages.age = 1) as d1,
    bool_or(signup_ages.age = 7) as d7,
    bool_or(signup_ages.age = 30) as d30
  from signup_ages
  group by signup_ages.person, signup_ages.signup_day
),
cohorts as (
  select
    returned.signup_day as signup_date,
    count(*) as cohort_size,
    count(*) filter (where returned.d1) as d1,
    count(*) filter (where returned.d7) as d7,
    count(*) filter (where returned.d30) as d30
  from returned
  group by returned.signup_day
),
complete as (
  select
    cohorts.signup_date,
    cohorts.cohort_size,
    case when cohorts.signup_date + 1 <= calendar.last_complete_day then cohorts.d1 end as d1,
    case when cohorts.signup_date + 7 <= calendar.last_complete_day then cohorts.d7 end as d7,
    case when cohorts.signup_date + 30 <= calendar.last_complete_day then cohorts.d30 end as d30
  from cohorts, calendar
)
select
  complete.signup_date,
  complete.cohort_size,
  complete.d1,
  complete.d7,
  complete.d30,
  round(100.0 * complete.d1 / complete.cohort_size, 1) as d1_pct,
  round(100.0 * complete.d7 / complete.cohort_size, 1) as d7_pct,
  round(100.0 * complete.d30 / complete.cohort_size, 1) as d30_pct
from complete
order by complete.signup_date desc
