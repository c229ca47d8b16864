-- Delivery status
-- The bot's messages of the last days by what became of them.
-- @param  days  integer = 30 [1..3650]  Length of the window, in days of 24 hours
-- @param  since  timestamp = null  Start of the window; if given, days is ignored
-- @use    message_statuses, time_window
-- @column status    text     The status, as stored
-- @column messages  integer  [count]  Messages in the window
-- @view   bars
-- @expect messages.sender bot
-- @count  Messages in the window: message_statuses, params, time_window where message_statuses.sent_at >= time_window.start_at and message_statuses.sent_at < params.as_of
-- @count  Those that the bot sent: message_statuses, params, time_window where message_statuses.sender = 'bot' and message_statuses.sent_at >= time_window.start_at and message_statuses.sent_at < params.as_of
-- @en param days "Days"
-- @en param since "Since"
-- @en column status "Status"
-- @en value status sent "Sent", delivered "Delivered", read "Read", failed "Failed", received "Received"
-- @en column messages "Messages"
-- @pt title Status de entrega
-- @pt description As mensagens do bot nos últimos dias, pelo que aconteceu com elas.
-- @pt param days "Dias" Duração do período, em dias de 24 horas
-- @pt param since "Desde" Início do período; se informado, os dias são ignorados
-- @pt column status "Status" O status, como está gravado
-- @pt value status sent "Enviada", delivered "Entregue", read "Lida", failed "Falhou", received "Recebida"
-- @pt column messages "Mensagens" Mensagens no período
-- @es title Estado de entrega
-- @es description Los mensajes del bot de los últimos días, según lo que fue de ellos.
-- @es param days "Días" Duración del periodo, en días de 24 horas
-- @es param since "Desde" Inicio del periodo; si se indica, los días no cuentan
-- @es column status "Estado" El estado, tal como está guardado
-- @es value status sent "Enviado", delivered "Entregado", read "Leído", failed "Fallido", received "Recibido"
-- @es column messages "Mensajes" Mensajes en el periodo
-- @de title Zustellstatus
-- @de description Die Nachrichten des Bots in den letzten Tagen nach ihrem Verbleib.
-- @de param days "Tage" Länge des Zeitraums in Tagen zu 24 Stunden
-- @de param since "Seit" Beginn des Zeitraums; falls angegeben, gelten die Tage nicht
-- @de column status "Status" Der Status, wie gespeichert
-- @de value status sent "Gesendet", delivered "Zugestellt", read "Gelesen", failed "Fehlgeschlagen"
-- @de value status received "Empfangen"
-- @de column messages "Nachrichten" Nachrichten im Zeitraum
select message_statuses.status, count(*) as messages
from message_statuses, params, time_window
where message_statuses.sender = 'bot' and message_statuses.sent_at >= time_window.start_at
  and message_statuses.sent_at < params.as_of
group by message_statuses.status
order by messages desc, message_statuses.status collate "C"
