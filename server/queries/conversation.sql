-- Conversation
-- The latest messages of one person in the order in which they were sent. Without a WhatsApp ID there are none.
-- @param  waid   text = null [1..200]  The person's WhatsApp ID, exactly as stored
-- @param  limit  integer = 200 [1..1000]  How many messages
-- @use    person_rows, message_contents, json_syntax, white_space
-- @column sent_at  timestamp  When it was sent
-- @column sender   text       Who sent it
-- @column type     text       The message's type
-- @column text     text       Text, title or caption; else its kind, such as [image]; null without either
-- @column status   text       Delivery status
-- @view   table
-- @pii
-- @en param waid "WhatsApp ID"
-- @en param limit "Limit"
-- @en column sent_at "Sent"
-- @en column sender "Sender"
-- @en value sender user "User", bot "Bot"
-- @en column type "Type"
-- @en value type text "Text", image "Image", audio "Audio", video "Video", document "Document", sticker "Sticker"
-- @en value type location "Location", contacts "Contacts", template "Template", interactive "Interactive"
-- @en value type button "Button", reaction "Reaction", unsupported "Not supported"
-- @en column text "Text"
-- @en column status "Status"
-- @en value status sent "Sent", delivered "Delivered", read "Read", failed "Failed", received "Received"
-- @pt title Conversa
-- @pt description As últimas mensagens de uma pessoa, na ordem em que foram enviadas. Sem ID do WhatsApp não há nenhuma.
-- @pt param waid "ID do WhatsApp" O ID da pessoa no WhatsApp, exatamente como está gravado
-- @pt param limit "Limite" Quantas mensagens
-- @pt column sent_at "Enviada em" Quando foi enviada
-- @pt column sender "Remetente" Quem enviou
-- @pt value sender user "Usuário", bot "Bot"
-- @pt column type "Tipo" O tipo da mensagem
-- @pt value type text "Texto", image "Imagem", audio "Áudio", video "Vídeo", document "Documento", sticker "Figurinha"
-- @pt value type location "Localização", contacts "Contatos", template "Modelo", interactive "Interativa"
-- @pt value type button "Botão", reaction "Reação", unsupported "Não compatível"
-- @pt column text "Texto" Texto, título ou legenda; senão o tipo, como [image]; nulo sem nenhum deles
-- @pt column status "Status" Status de entrega
-- @pt value status sent "Enviada", delivered "Entregue", read "Lida", failed "Falhou", received "Recebida"
-- @es title Conversación
-- @es description Los últimos mensajes de una persona, en el orden en que se enviaron. Sin ID de WhatsApp no hay ninguno.
-- @es param waid "ID de WhatsApp" El ID de WhatsApp de la persona, exactamente como está guardado
-- @es param limit "Límite" Cuántos mensajes
-- @es column sent_at "Enviado" Cuándo se envió
-- @es column sender "Remitente" Quién lo envió
-- @es value sender user "Usuario", bot "Bot"
-- @es column type "Tipo" El tipo de mensaje
-- @es value type text "Texto", image "Imagen", audio "Audio", video "Vídeo", document "Documento", sticker "Sticker"
-- @es value type location "Ubicación", contacts "Contactos", template "Plantilla", interactive "Interactivo"
-- @es value type button "Botón", reaction "Reacción", unsupported "No compatible"
-- @es column text "Texto" Texto, título o pie; si no, su tipo, como [image]; nulo si no hay ninguno
-- @es column status "Estado" Estado de entrega
-- @es value status sent "Enviado", delivered "Entregado", read "Leído", failed "Fallido", received "Recibido"
-- @de title Unterhaltung
-- @de description Die neuesten Nachrichten einer Person in der Reihenfolge, in der sie gesendet wurden. Ohne
-- @de description WhatsApp-ID gibt es keine.
-- @de param waid "WhatsApp-ID" Die WhatsApp-ID der Person, genau wie gespeichert
-- @de param limit "Höchstzahl" Wie viele Nachrichten
-- @de column sent_at "Gesendet" Wann sie gesendet wurde
-- @de column sender "Absender" Wer sie gesendet hat
-- @de value sender user "Nutzer", bot "Bot"
-- @de column type "Art" Die Art der Nachricht
-- @de value type text "Text", image "Bild", audio "Audio", video "Video", document "Dokument", sticker "Sticker"
-- @de value type location "Standort", contacts "Kontakte", template "Vorlage", interactive "Interaktiv"
-- @de value type button "Schaltfläche", reaction "Reaktion", unsupported "Nicht unterstützt"
-- @de column text "Text" Text, Titel oder Bildunterschrift; sonst ihre Art, etwa [image]; leer, wenn beides fehlt
-- @de column status "Status" Zustellstatus
-- @de value status sent "Gesendet", delivered "Zugestellt", read "Gelesen", failed "Fehlgeschlagen"
-- @de value status received "Empfangen"
with candidates as (
  select message_contents.*
  from message_contents
  where message_contents.user_id in (
    select person_rows.id
    from person_rows, params
    where person_rows.waid collate "C" = params.waid
  )
  order by message_contents.sent_at desc nulls last, message_contents.id desc
  -- A constant LIMIT, then a filter: distributed engines refuse a subquery in LIMIT.
  limit 1000
),
ranked as (
  select
    candidates.*,
    row_number() over (order by candidates.sent_at desc nulls last, candidates.id desc) as position
  from candidates
),
latest as materialized (
  select ranked.*
  from ranked, params
  where ranked.position <= params.limit
),
-- The message as jsonb, null if it is no JSON. The text is reduced to one token where it is JSON: see json_syntax.
bodies as materialized (
  select
    latest.position,
    case
      when pg_typeof(latest.message) = 'jsonb'::regtype then to_jsonb(latest.message)
      when reduced.token in (chr(1), chr(2)) and latest.message::text !~ '[\u0001\u0002]' then latest.message::text::jsonb
    end as body
  from latest
  cross join json_syntax
  cross join lateral (
    select
      case when pg_typeof(latest.message) <> 'jsonb'::regtype then
        regexp_replace(
          regexp_replace(
            regexp_replace(latest.message::text, json_syntax.string, chr(1), 'g'), json_syntax.scalar, chr(2), 'g'
          ),
          '[ \t\n\r]+', '', 'g'
        )
      end as tokens
  ) as scanned
  cross join lateral (
    select regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      regexp_replace(regexp_replace(regexp_replace(regexp_replace(
      scanned.tokens,
      json_syntax.container, chr(2), 'g'), json_syntax.container, chr(2), 'g'),
      json_syntax.container, chr(2), 'g'), json_syntax.container, chr(2), 'g'),
      json_syntax.container, chr(2), 'g'), json_syntax.container, chr(2), 'g'),
      json_syntax.container, chr(2), 'g'), json_syntax.container, chr(2), 'g') as token
  ) as reduced
),
texts as (
  select distinct on (bodies.position) bodies.position, shapes.value #>> '{}' as text
  from bodies
  cross join white_space
  cross join lateral (
    values
      (1, bodies.body #> '{flows,body,text}'),
      (2, bodies.body #> '{quickReply,body,text}'),
      (3, bodies.body #> '{postback,payload,text}'),
      (4, bodies.body #> '{interactive,button_reply,title}'),
      (5, bodies.body #> '{interactive,list_reply,title}'),
      (6, bodies.body #> '{text,body}'),
      (7, bodies.body #> '{button,text}'),
      (8, bodies.body #> '{reaction,emoji}'),
      (9, bodies.body #> '{image,caption}'),
      (10, bodies.body #> '{video,caption}'),
      (11, bodies.body #> '{document,caption}')
  ) as shapes (priority, value)
  where jsonb_typeof(shapes.value) = 'string' and shapes.value #>> '{}' !~ white_space.blank
  order by bodies.position, shapes.priority
),
-- Messages without a text are named by their kind.
kinds as (
  select distinct on (bodies.position) bodies.position, '[' || kind.name || ']' as text
  from bodies
  cross join (
    values
      (1, 'image'), (2, 'audio'), (3, 'video'), (4, 'document'), (5, 'sticker'),
      (6, 'location'), (7, 'contacts'), (8, 'template'), (9, 'reaction'), (10, 'interactive')
  ) as kind (priority, name)
  where jsonb_typeof(bodies.body) = 'object' and bodies.body ? kind.name
  order by bodies.position, kind.priority
)
select
  latest.sent_at::timestamptz at time zone 'UTC' as sent_at,
  latest.sender,
  latest.type,
  coalesce(texts.text, kinds.text) as text,
  latest.status
from latest
left join texts on texts.position = latest.position
left join kinds on kinds.position = latest.position
order by latest.position desc
