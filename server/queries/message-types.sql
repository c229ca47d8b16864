-- Messages by type
-- All messages of the last days by type and sender.
-- @param  days  integer = 30 [1..3650]  Length of the window, in days of 24 hours
-- @param  since  timestamp = null  Start of the window; if given, days is ignored
-- @use    message_types, time_window
-- @column type      text     The type, as stored
-- @column sender    text     Who sent it
-- @column messages  integer  [count]  Messages in the window
-- @view   table
-- @count  Messages in the window: message_types, params, time_window where message_types.sent_at >= time_window.start_at and message_types.sent_at < params.as_of
-- @en param days "Days"
-- @en param since "Since"
-- @en column type "Type"
-- @en value type text "Text", image "Image", audio "Audio", video "Video", document "Document", sticker "Sticker"
-- @en value type location "Location", contacts "Contacts", template "Template", interactive "Interactive"
-- @en value type button "Button", reaction "Reaction", unsupported "Not supported"
-- @en column sender "Sender"
-- @en value sender user "User", bot "Bot"
-- @en column messages "Messages"
-- @pt title Mensagens por tipo
-- @pt description Todas as mensagens dos últimos dias por tipo e remetente.
-- @pt param days "Dias" Duração do período, em dias de 24 horas
-- @pt param since "Desde" Início do período; se informado, os dias são ignorados
-- @pt column type "Tipo" O tipo, como está gravado
-- @pt value type text "Texto", image "Imagem", audio "Áudio", video "Vídeo", document "Documento", sticker "Figurinha"
-- @pt value type location "Localização", contacts "Contatos", template "Modelo", interactive "Interativa"
-- @pt value type button "Botão", reaction "Reação", unsupported "Não compatível"
-- @pt column sender "Remetente" Quem enviou
-- @pt value sender user "Usuário", bot "Bot"
-- @pt column messages "Mensagens" Mensagens no período
-- @es title Mensajes por tipo
-- @es description Todos los mensajes de los últimos días por tipo y remitente.
-- @es param days "Días" Duración del periodo, en días de 24 horas
-- @es param since "Desde" Inicio del periodo; si se indica, los días no cuentan
-- @es column type "Tipo" El tipo, tal como está guardado
-- @es value type text "Texto", image "Imagen", audio "Audio", video "Vídeo", document "Documento", sticker "Sticker"
-- @es value type location "Ubicación", contacts "Contactos", template "Plantilla", interactive "Interactivo"
-- @es value type button "Botón", reaction "Reacción", unsupported "No compatible"
-- @es column sender "Remitente" Quién lo envió
-- @es value sender user "Usuario", bot "Bot"
-- @es column messages "Mensajes" Mensajes en el periodo
-- @de title Nachrichten nach Art
-- @de description Alle Nachrichten der letzten Tage nach Art und Absender.
-- @de param days "Tage" Länge des Zeitraums in Tagen zu 24 Stunden
-- @de param since "Seit" Beginn des Zeitraums; falls angegeben, gelten die Tage nicht
-- @de column type "Art" Die Art, wie gespeichert
-- @de value type text "Text", image "Bild", audio "Audio", video "Video", document "Dokument", sticker "Sticker"
-- @de value type location "Standort", contacts "Kontakte", template "Vorlage", interactive "Interaktiv"
-- @de value type button "Schaltfläche", reaction "Reaktion", unsupported "Nicht unterstützt"
-- @de column sender "Absender" Wer sie gesendet hat
-- @de value sender user "Nutzer", bot "Bot"
-- @de column messages "Nachrichten" Nachrichten im Zeitraum
select message_types.type, message_types.sender, count(*) as messages
from message_types, params, time_window
where message_types.sent_at >= time_window.start_at
  and message_types.sent_at < params.as_of
group by message_types.type, message_types.sender
order by messages desc, message_types.type collate "C", message_types.sender collate "C"
