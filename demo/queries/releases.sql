-- Releases
-- Releases of the demo's bot: one every other Tuesday, the latest of the week before. An example of a query of marks.
-- @column day      date  Day of the release
-- @column release  text  Its name
-- @en column day "Day"
-- @en column release "Release"
-- @pt title Versões
-- @pt description Versões do bot da demonstração: uma a cada duas terças-feiras, a última na semana anterior.
-- @pt column day "Dia" Dia da versão
-- @pt column release "Versão" Seu nome
-- @es title Versiones
-- @es description Versiones del bot de la demostración: una cada dos martes, la última en la semana anterior.
-- @es column day "Día" Día de la versión
-- @es column release "Versión" Su nombre
-- @de title Versionen
-- @de description Versionen des Bots der Demo: eine an jedem zweiten Dienstag, die letzte in der Woche davor.
-- @de column day "Tag" Tag der Version
-- @de column release "Version" Ihr Name
select (date_trunc('week', params.as_of at time zone 'UTC') - (14 * ago + 6) * interval '1 day')::date as day,
  'Release ' || (20 - ago) as release
from params, generate_series(0, 19) as series (ago)
order by day
