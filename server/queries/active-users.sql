-- Active users
-- People who wrote at least one message in the last days.
-- @param  days  integer = 7 [1..3650]  Length of the window, in days of 24 hours
-- @param  since  timestamp = null  Start of the window; if given, days is ignored
-- @use    user_messages, person_rows, time_window
-- @column users     integer  [count]  People who wrote in the window
-- @column previous  integer  [previous]  The same for the window of equal length just before
-- @view   metric
-- @count  Messages from users in the window: user_messages, params, time_window where user_messages.sent_at >= time_window.start_at and user_messages.sent_at < params.as_of
-- @count  Those of people: user_messages join person_rows on person_rows.id = user_messages.user_id, params, time_window where user_messages.sent_at >= time_window.start_at and user_messages.sent_at < params.as_of
-- @count  People who wrote them: (select distinct person_rows.waid from user_messages join person_rows on person_rows.id = user_messages.user_id, params, time_window where user_messages.sent_at >= time_window.start_at and user_messages.sent_at < params.as_of) as people
-- @en param days "Days"
-- @en param since "Since"
-- @en column users "Active users"
-- @en column previous "Previous period"
-- @pt title Usuários ativos
-- @pt description Pessoas que escreveram pelo menos uma mensagem nos últimos dias.
-- @pt param days "Dias" Duração do período, em dias de 24 horas
-- @pt param since "Desde" Início do período; se informado, os dias são ignorados
-- @pt column users "Usuários ativos" Pessoas que escreveram no período
-- @pt column previous "Período anterior" O mesmo no período de igual duração imediatamente anterior
-- @es title Usuarios activos
-- @es description Personas que escribieron al menos un mensaje en los últimos días.
-- @es param days "Días" Duración del periodo, en días de 24 horas
-- @es param since "Desde" Inicio del periodo; si se indica, los días no cuentan
-- @es column users "Usuarios activos" Personas que escribieron en el periodo
-- @es column previous "Periodo anterior" Lo mismo en el periodo de igual duración inmediatamente anterior
-- @de title Aktive Nutzer
-- @de description Personen, die in den letzten Tagen mindestens eine Nachricht geschrieben haben.
-- @de param days "Tage" Länge des Zeitraums in Tagen zu 24 Stunden
-- @de param since "Seit" Beginn des Zeitraums; falls angegeben, gelten die Tage nicht
-- @de column users "Aktive Nutzer" Personen, die im Zeitraum geschrieben haben
-- @de column previous "Vorheriger Zeitraum" Dasselbe im gleich langen Zeitraum unmittelbar davor
-- Messages are grouped by user_id first: fewer rows are left for the join and the comparison of texts.
with active_rows as (
  select
    user_messages.user_id,
    bool_or(user_messages.sent_at >= time_window.start_at) as in_window,
    bool_or(user_messages.sent_at < time_window.start_at) as in_previous
  from user_messages, params, time_window
  where user_messages.sent_at >= time_window.previous_start_at
    and user_messages.sent_at < params.as_of
  group by user_messages.user_id
),
active_persons as (
  select bool_or(active_rows.in_window) as in_window, bool_or(active_rows.in_previous) as in_previous
  from active_rows
  join person_rows on person_rows.id = active_rows.user_id
  group by person_rows.waid
)
select
  count(*) filter (where active_persons.in_window) as users,
  count(*) filter (where active_persons.in_previous) as previous
from active_persons
