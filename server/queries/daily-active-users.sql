-- Daily active users
-- People who wrote at least one message on a calendar day, days without any included.
-- @param  days  integer = 30 [1..730]  How many calendar days, up to today
-- @param  tz    timezone = UTC  The zone in which days begin and end
-- @use    daily_users, calendar
-- @column day      date     Calendar day in the zone
-- @column users    integer  [count]  People who wrote that day
-- @column partial  boolean  [partial]  Whether the day is not over yet
-- @view   line
-- @count  Messages from users in these days: user_messages, params, calendar where user_messages.sent_at >= calendar.first_day - interval '1 day' and (user_messages.sent_at::timestamptz at time zone params.tz)::date between calendar.first_day and calendar.last_day
-- @count  Those of people: user_messages join person_rows on person_rows.id = user_messages.user_id, params, calendar where user_messages.sent_at >= calendar.first_day - interval '1 day' and (user_messages.sent_at::timestamptz at time zone params.tz)::date between calendar.first_day and calendar.last_day
-- @en param days "Days"
-- @en param tz "Time zone"
-- @en column day "Day"
-- @en column users "Users"
-- @en column partial "Not over yet"
-- @pt title Usuários ativos por dia
-- @pt description Pessoas que escreveram pelo menos uma mensagem em cada dia do calendário, inclusive os dias sem
-- @pt description nenhuma.
-- @pt param days "Dias" Quantos dias do calendário, até hoje
-- @pt param tz "Fuso horário" O fuso em que os dias começam e terminam
-- @pt column day "Dia" Dia do calendário no fuso
-- @pt column users "Usuários" Pessoas que escreveram nesse dia
-- @pt column partial "Ainda em curso" Se o dia ainda não terminou
-- @es title Usuarios activos por día
-- @es description Personas que escribieron al menos un mensaje en cada día natural, también los días sin ninguna.
-- @es param days "Días" Cuántos días naturales, hasta hoy
-- @es param tz "Zona horaria" La zona en la que empiezan y terminan los días
-- @es column day "Día" Día natural en la zona
-- @es column users "Usuarios" Personas que escribieron ese día
-- @es column partial "Aún en curso" Si el día aún no ha terminado
-- @de title Täglich aktive Nutzer
-- @de description Personen, die an einem Kalendertag mindestens eine Nachricht geschrieben haben, auch Tage ohne
-- @de description solche.
-- @de param days "Tage" Wie viele Kalendertage, bis heute
-- @de param tz "Zeitzone" Die Zone, in der Tage beginnen und enden
-- @de column day "Tag" Kalendertag in der Zone
-- @de column users "Nutzer" Personen, die an diesem Tag geschrieben haben
-- @de column partial "Noch nicht vorbei" Ob der Tag noch nicht vorbei ist
select
  calendar.first_day + step as day,
  coalesce(daily_users.users, 0) as users,
  calendar.partial and calendar.first_day + step = calendar.last_day as partial
from params
cross join calendar
cross join generate_series(0, params.days - 1) as step
left join daily_users on daily_users.day = calendar.first_day + step
order by day
