-- Events by type
-- All events of the last days, and the people among those who caused them.
-- @param  days  integer = 30 [1..3650]  Length of the window, in days of 24 hours
-- @param  since  timestamp = null  Start of the window; if given, days is ignored
-- @use    stamped_events, person_rows, time_window
-- @column event_type  text     The type, as stored
-- @column events      integer  [count]  Events in the window
-- @column users       integer  [count]  People among them
-- @view   bars
-- @count  Events in the window: stamped_events, params, time_window where stamped_events.stamped_at >= time_window.start_at and stamped_events.stamped_at < params.as_of
-- @en param days "Days"
-- @en param since "Since"
-- @en column event_type "Event"
-- @en value event_type onboarding_completed "Onboarding completed", complete_activity "Activity completed"
-- @en value event_type update_experience "Experience points earned", settings_updated "Settings changed"
-- @en column events "Events"
-- @en column users "Users"
-- @pt title Eventos por tipo
-- @pt description Todos os eventos dos últimos dias, e as pessoas entre quem os causou.
-- @pt param days "Dias" Duração do período, em dias de 24 horas
-- @pt param since "Desde" Início do período; se informado, os dias são ignorados
-- @pt column event_type "Evento" O tipo, como está gravado
-- @pt value event_type onboarding_completed "Onboarding concluído", complete_activity "Atividade concluída"
-- @pt value event_type update_experience "Pontos de experiência ganhos", settings_updated "Configurações alteradas"
-- @pt column events "Eventos" Eventos no período
-- @pt column users "Usuários" Pessoas entre eles
-- @es title Eventos por tipo
-- @es description Todos los eventos de los últimos días, y las personas entre quienes los causaron.
-- @es param days "Días" Duración del periodo, en días de 24 horas
-- @es param since "Desde" Inicio del periodo; si se indica, los días no cuentan
-- @es column event_type "Evento" El tipo, tal como está guardado
-- @es value event_type onboarding_completed "Onboarding completado", complete_activity "Actividad completada"
-- @es value event_type update_experience "Puntos de experiencia ganados", settings_updated "Ajustes cambiados"
-- @es column events "Eventos" Eventos en el periodo
-- @es column users "Usuarios" Personas entre ellos
-- @de title Ereignisse nach Art
-- @de description Alle Ereignisse der letzten Tage und die Personen unter denen, die sie ausgelöst haben.
-- @de param days "Tage" Länge des Zeitraums in Tagen zu 24 Stunden
-- @de param since "Seit" Beginn des Zeitraums; falls angegeben, gelten die Tage nicht
-- @de column event_type "Ereignis" Die Art, wie gespeichert
-- @de value event_type onboarding_completed "Onboarding abgeschlossen", complete_activity "Aktivität abgeschlossen"
-- @de value event_type update_experience "Erfahrungspunkte erhalten", settings_updated "Einstellungen geändert"
-- @de column events "Ereignisse" Ereignisse im Zeitraum
-- @de column users "Nutzer" Personen darunter
with counted as (
  select stamped_events.event_type, stamped_events.user_id, count(*) as events
  from stamped_events, time_window, params
  where stamped_events.stamped_at >= time_window.start_at
    and stamped_events.stamped_at < params.as_of
  group by stamped_events.event_type, stamped_events.user_id
)
select counted.event_type, sum(counted.events)::bigint as events, count(distinct person_rows.waid collate "C") as users
from counted
left join person_rows on person_rows.id = counted.user_id
group by counted.event_type
order by events desc, counted.event_type collate "C"
