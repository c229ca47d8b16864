-- Onboarding by cohort
-- People by when they signed up, and how many of them have completed onboarding since, whenever that was. Cohorts of
-- less than a whole week or month hold only the days that are asked for.
-- @param  granularity  day|week|month = day  What a cohort spans; weeks begin on Monday
-- @param  days  integer = 90 [1..3650]  How many calendar days of signups, up to today
-- @param  tz    timezone = UTC  The zone in which days begin and end
-- @use    onboarding_signups
-- @column cohort                date     First day of the cohort's day, week or month
-- @column signups               integer  [count]  People who signed up in it
-- @column completed_onboarding  integer  [count]  Those of them who have completed onboarding
-- @column pct                   number   [percent of signups]  Their share of the signups, in per cent
-- @view   bars
-- @count  Events of completed onboarding: stamped_events where stamped_events.event_type = 'onboarding_completed'
-- @en param granularity "Granularity"
-- @en choice granularity day "Day", week "Week", month "Month"
-- @en param days "Days"
-- @en param tz "Time zone"
-- @en column cohort "Cohort"
-- @en column signups "Signups"
-- @en column completed_onboarding "Completed onboarding"
-- @en column pct "Completion rate"
-- @pt title Onboarding por coorte
-- @pt description Pessoas pela época do cadastro, e quantas delas concluíram o onboarding desde então, não importa
-- @pt description quando. Coortes com menos de uma semana ou de um mês inteiro contêm só os dias pedidos.
-- @pt param granularity "Granularidade" O que uma coorte abrange; as semanas começam na segunda-feira
-- @pt choice granularity day "Dia", week "Semana", month "Mês"
-- @pt param days "Dias" Quantos dias de cadastros, até hoje
-- @pt param tz "Fuso horário" O fuso em que os dias começam e terminam
-- @pt column cohort "Coorte" Primeiro dia do dia, da semana ou do mês da coorte
-- @pt column signups "Cadastros" Pessoas que se cadastraram nela
-- @pt column completed_onboarding "Concluíram o onboarding" As que concluíram o onboarding
-- @pt column pct "Taxa de conclusão" A parte delas nos cadastros, em porcentagem
-- @es title Onboarding por cohorte
-- @es description Personas según cuándo se dieron de alta, y cuántas de ellas han completado el onboarding desde
-- @es description entonces, sin importar cuándo. Las cohortes de menos de una semana o un mes completos contienen solo
-- @es description los días pedidos.
-- @es param granularity "Granularidad" Lo que abarca una cohorte; las semanas empiezan el lunes
-- @es choice granularity day "Día", week "Semana", month "Mes"
-- @es param days "Días" Cuántos días naturales de altas, hasta hoy
-- @es param tz "Zona horaria" La zona en la que empiezan y terminan los días
-- @es column cohort "Cohorte" Primer día del día, la semana o el mes de la cohorte
-- @es column signups "Altas" Personas que se dieron de alta en ella
-- @es column completed_onboarding "Completaron el onboarding" Las que han completado el onboarding
-- @es column pct "Tasa de finalización" Su proporción entre las altas, en porcentaje
-- @de title Onboarding nach Kohorte
-- @de description Personen nach dem Zeitpunkt ihrer Registrierung, und wie viele von ihnen das Onboarding seither
-- @de description abgeschlossen haben, wann auch immer. Kohorten, die keine ganze Woche und keinen ganzen Monat
-- @de description umfassen, enthalten nur die verlangten Tage.
-- @de param granularity "Abschnitte" Was eine Kohorte umfasst; Wochen beginnen am Montag
-- @de choice granularity day "Tag", week "Woche", month "Monat"
-- @de param days "Tage" Wie viele Kalendertage mit Registrierungen, bis heute
-- @de param tz "Zeitzone" Die Zone, in der Tage beginnen und enden
-- @de column cohort "Kohorte" Erster Tag des Tages, der Woche oder des Monats der Kohorte
-- @de column signups "Registrierungen" Personen, die sich darin registriert haben
-- @de column completed_onboarding "Onboarding abgeschlossen" Diejenigen, die das Onboarding abgeschlossen haben
-- @de column pct "Abschlussquote" Ihr Anteil an den Registrierungen in Prozent
select
  date_trunc(params.granularity, onboarding_signups.signup_day::timestamp)::date as cohort,
  sum(onboarding_signups.signups)::bigint as signups,
  sum(onboarding_signups.completed)::bigint as completed_onboarding,
  round(100.0 * sum(onboarding_signups.completed) / sum(onboarding_signups.signups), 1) as pct
from onboarding_signups
cross join params
group by cohort
order by cohort desc
