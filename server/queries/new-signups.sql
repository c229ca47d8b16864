-- New signups
-- People who signed up in the last days. A person's signup is the earliest date of any of their rows.
-- @param  days  integer = 7 [1..3650]  Length of the window, in days of 24 hours
-- @param  since  timestamp = null  Start of the window; if given, days is ignored
-- @use    persons, time_window
-- @column signups   integer  [count]  People who signed up in the window
-- @column previous  integer  [previous]  The same for the window of equal length just before
-- @view   metric
-- @count  People who signed up in the window: persons, time_window where persons.signed_up_at >= time_window.start_at
-- @en param days "Days"
-- @en param since "Since"
-- @en column signups "Signups"
-- @en column previous "Previous period"
-- @pt title Novos cadastros
-- @pt description Pessoas que se cadastraram nos últimos dias. O cadastro de uma pessoa é a data mais antiga entre as
-- @pt description suas linhas.
-- @pt param days "Dias" Duração do período, em dias de 24 horas
-- @pt param since "Desde" Início do período; se informado, os dias são ignorados
-- @pt column signups "Cadastros" Pessoas que se cadastraram no período
-- @pt column previous "Período anterior" O mesmo no período de igual duração imediatamente anterior
-- @es title Nuevas altas
-- @es description Personas que se dieron de alta en los últimos días. El alta de una persona es la fecha más antigua de
-- @es description sus filas.
-- @es param days "Días" Duración del periodo, en días de 24 horas
-- @es param since "Desde" Inicio del periodo; si se indica, los días no cuentan
-- @es column signups "Altas" Personas que se dieron de alta en el periodo
-- @es column previous "Periodo anterior" Lo mismo en el periodo de igual duración inmediatamente anterior
-- @de title Neue Registrierungen
-- @de description Personen, die sich in den letzten Tagen registriert haben. Die Registrierung ist das früheste Datum
-- @de description ihrer Zeilen.
-- @de param days "Tage" Länge des Zeitraums in Tagen zu 24 Stunden
-- @de param since "Seit" Beginn des Zeitraums; falls angegeben, gelten die Tage nicht
-- @de column signups "Registrierungen" Personen, die sich im Zeitraum registriert haben
-- @de column previous "Vorheriger Zeitraum" Dasselbe im gleich langen Zeitraum unmittelbar davor
select
  count(*) filter (where persons.signed_up_at >= time_window.start_at) as signups,
  count(*) filter (where persons.signed_up_at < time_window.start_at) as previous
from persons, time_window
where persons.signed_up_at >= time_window.previous_start_at
