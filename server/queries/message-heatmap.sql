-- When messages are sent
-- Messages with a stamp by weekday and hour: by the report's clock in one time zone, by the user's clock in the time zone
-- of the message's user, without those whose zone is not recognised.
-- @param  days    integer = null [1..3650]  Length of the window, in days of 24 hours; left out: all
-- @param  since   timestamp = null  Start of the window; if given, days is ignored
-- @param  sender  any|user|bot = any  Who sent the message
-- @param  clock   report|user = report  Whose clock the hours are of
-- @param  tz      timezone = UTC  The zone of the report's clock
-- @use    report_hours, user_hours, message_stamps, time_window
-- @column day_of_week  integer  Weekday, 0 = Sunday
-- @column hour         integer  Hour of the day, 0 to 23
-- @column messages     integer  [count]  Messages
-- @view   heatmap
-- @count  Messages with a stamp in the window: message_stamps, time_window where message_stamps.sent_at is not null and (message_stamps.sent_at < time_window.start_at) is not true
-- @count  Those of the sender: message_stamps, params, time_window where (params.sender = 'any' or message_stamps.sender = params.sender) and message_stamps.sent_at is not null and (message_stamps.sent_at < time_window.start_at) is not true
-- @en param days "Days"
-- @en param since "Since"
-- @en param sender "Sender"
-- @en choice sender any "Any", user "User", bot "Bot"
-- @en param clock "Clock"
-- @en choice clock report "Report", user "User"
-- @en param tz "Time zone"
-- @en column day_of_week "Weekday"
-- @en value day_of_week 0 "Sunday", 1 "Monday", 2 "Tuesday", 3 "Wednesday", 4 "Thursday", 5 "Friday", 6 "Saturday"
-- @en column hour "Hour"
-- @en column messages "Messages"
-- @pt title Quando as mensagens são enviadas
-- @pt description Mensagens com data e hora, por dia da semana e hora: pelo relógio do relatório em um só fuso; pelo
-- @pt description relógio do usuário no fuso do usuário da mensagem, sem as de fuso não reconhecido.
-- @pt param days "Dias" Duração do período, em dias de 24 horas; sem valor: tudo
-- @pt param since "Desde" Início do período; se informado, os dias são ignorados
-- @pt param sender "Remetente" Quem enviou a mensagem
-- @pt choice sender any "Qualquer um", user "Usuário", bot "Bot"
-- @pt param clock "Relógio" De quem é o relógio das horas
-- @pt choice clock report "Relatório", user "Usuário"
-- @pt param tz "Fuso horário" O fuso do relógio do relatório
-- @pt column day_of_week "Dia da semana" Dia da semana, 0 = domingo
-- @pt value day_of_week 0 "Domingo", 1 "Segunda-feira", 2 "Terça-feira", 3 "Quarta-feira", 4 "Quinta-feira"
-- @pt value day_of_week 5 "Sexta-feira", 6 "Sábado"
-- @pt column hour "Hora" Hora do dia, de 0 a 23
-- @pt column messages "Mensagens" Mensagens
-- @es title Cuándo se envían los mensajes
-- @es description Mensajes con fecha y hora, por día de la semana y hora: con el reloj del informe, en una sola zona;
-- @es description con el reloj del usuario, en la zona del usuario del mensaje, sin los de zona no reconocida.
-- @es param days "Días" Duración del periodo, en días de 24 horas; sin valor: todo
-- @es param since "Desde" Inicio del periodo; si se indica, los días no cuentan
-- @es param sender "Remitente" Quién envió el mensaje
-- @es choice sender any "Cualquiera", user "Usuario", bot "Bot"
-- @es param clock "Reloj" De quién es el reloj de las horas
-- @es choice clock report "Informe", user "Usuario"
-- @es param tz "Zona horaria" La zona del reloj del informe
-- @es column day_of_week "Día de la semana" Día de la semana, 0 = domingo
-- @es value day_of_week 0 "Domingo", 1 "Lunes", 2 "Martes", 3 "Miércoles", 4 "Jueves", 5 "Viernes", 6 "Sábado"
-- @es column hour "Hora" Hora del día, de 0 a 23
-- @es column messages "Mensajes" Mensajes
-- @de title Wann Nachrichten gesendet werden
-- @de description Nachrichten mit Zeitstempel nach Wochentag und Stunde: nach der Uhr des Berichts in einer Zeitzone,
-- @de description nach der Uhr des Nutzers in der Zeitzone des Nutzers der Nachricht, ohne die mit unbekannter Zone.
-- @de param days "Tage" Länge des Zeitraums in Tagen zu 24 Stunden; ohne Angabe: alles
-- @de param since "Seit" Beginn des Zeitraums; falls angegeben, gelten die Tage nicht
-- @de param sender "Absender" Wer die Nachricht gesendet hat
-- @de choice sender any "Alle", user "Nutzer", bot "Bot"
-- @de param clock "Uhr" Nach wessen Uhr die Stunden gehen
-- @de choice clock report "Bericht", user "Nutzer"
-- @de param tz "Zeitzone" Die Zone der Uhr des Berichts
-- @de column day_of_week "Wochentag" Wochentag, 0 = Sonntag
-- @de value day_of_week 0 "Sonntag", 1 "Montag", 2 "Dienstag", 3 "Mittwoch", 4 "Donnerstag", 5 "Freitag", 6 "Samstag"
-- @de column hour "Stunde" Stunde des Tages, 0 bis 23
-- @de column messages "Nachrichten" Nachrichten
with counted as (
  select hours.hour_of_week, sum(hours.messages)::bigint as messages
  from (
    select report_hours.hour_of_week, report_hours.messages from report_hours
    union all
    select user_hours.hour_of_week, user_hours.messages from user_hours
  ) as hours
  group by hours.hour_of_week
)
select day_of_week, hour, coalesce(counted.messages, 0) as messages
from generate_series(0, 6) as day_of_week
cross join generate_series(0, 23) as hour
left join counted on counted.hour_of_week = day_of_week * 24 + hour
order by day_of_week, hour
