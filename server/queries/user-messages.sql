-- Messages from users
-- All messages that users sent in the last days, also those that can't be traced to a person.
-- @param  days  integer = 7 [1..3650]  Length of the window, in days of 24 hours
-- @param  since  timestamp = null  Start of the window; if given, days is ignored
-- @use    user_messages, time_window
-- @column messages  integer  [count]  Messages in the window
-- @column previous  integer  [previous]  The same for the window of equal length just before
-- @view   metric
-- @expect messages.sender user
-- @count  Messages from users in the window: user_messages, params, time_window where user_messages.sent_at >= time_window.start_at and user_messages.sent_at < params.as_of
-- @en param days "Days"
-- @en param since "Since"
-- @en column messages "Messages"
-- @en column previous "Previous period"
-- @pt title Mensagens de usuários
-- @pt description Todas as mensagens que usuários enviaram nos últimos dias, inclusive as que não se podem ligar a uma
-- @pt description pessoa.
-- @pt param days "Dias" Duração do período, em dias de 24 horas
-- @pt param since "Desde" Início do período; se informado, os dias são ignorados
-- @pt column messages "Mensagens" Mensagens no período
-- @pt column previous "Período anterior" O mesmo no período de igual duração imediatamente anterior
-- @es title Mensajes de usuarios
-- @es description Todos los mensajes que los usuarios enviaron en los últimos días, también los que no se pueden
-- @es description atribuir a una persona.
-- @es param days "Días" Duración del periodo, en días de 24 horas
-- @es param since "Desde" Inicio del periodo; si se indica, los días no cuentan
-- @es column messages "Mensajes" Mensajes en el periodo
-- @es column previous "Periodo anterior" Lo mismo en el periodo de igual duración inmediatamente anterior
-- @de title Nachrichten von Nutzern
-- @de description Alle Nachrichten, die Nutzer in den letzten Tagen gesendet haben, auch solche, die keiner Person
-- @de description zuzuordnen sind.
-- @de param days "Tage" Länge des Zeitraums in Tagen zu 24 Stunden
-- @de param since "Seit" Beginn des Zeitraums; falls angegeben, gelten die Tage nicht
-- @de column messages "Nachrichten" Nachrichten im Zeitraum
-- @de column previous "Vorheriger Zeitraum" Dasselbe im gleich langen Zeitraum unmittelbar davor
select
  count(*) filter (where user_messages.sent_at >= time_window.start_at) as messages,
  count(*) filter (where user_messages.sent_at < time_window.start_at) as previous
from user_messages, params, time_window
where user_messages.sent_at >= time_window.previous_start_at
  and user_messages.sent_at < params.as_of
