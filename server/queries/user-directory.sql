-- User directory
-- People by their profile, those who wrote last first.
-- @param  search  text = null [1..200]  Part of the name or of the WhatsApp ID, in any case
-- @param  active  boolean = null  Only people whose profile says so
-- @param  limit   integer = 100 [1..1000]  How many people
-- @use    persons, profiles, last_seen, user_names, user_traits, user_states, user_time_zones, letters
-- @column waid          text       [identifier]  WhatsApp ID
-- @column full_name     text       Name
-- @column gender        text       Gender
-- @column pillar        text       Health pillar
-- @column goal          text       Goal
-- @column level         text       Level
-- @column phase         text       Phase of the journey
-- @column is_active     boolean    Whether the profile is active
-- @column timezone      text       Time zone, as written
-- @column signed_up_at  timestamp  Signup: the earliest date of any of the person's rows
-- @column last_seen_at  timestamp  Their latest message
-- @view   table
-- @pii
-- @en param search "Search"
-- @en param active "Active"
-- @en param limit "Limit"
-- @en column waid "WhatsApp ID"
-- @en column full_name "Name"
-- @en column gender "Gender"
-- @en value gender female "Female", male "Male", other "Other"
-- @en column pillar "Pillar"
-- @en value pillar nutrition "Nutrition", exercise "Exercise", sleep "Sleep", stress "Stress", hydration "Hydration"
-- @en column goal "Goal"
-- @en column level "Level"
-- @en value level beginner "Beginner", intermediate "Intermediate", advanced "Advanced"
-- @en column phase "Phase"
-- @en column is_active "Active"
-- @en column timezone "Time zone"
-- @en column signed_up_at "Signed up"
-- @en column last_seen_at "Last seen"
-- @pt title Lista de usuários
-- @pt description Pessoas pelo seu perfil, primeiro as que escreveram por último.
-- @pt param search "Busca" Parte do nome ou do ID do WhatsApp, em maiúsculas ou minúsculas
-- @pt param active "Ativo" Só pessoas cujo perfil diz isso
-- @pt param limit "Limite" Quantas pessoas
-- @pt column waid "ID do WhatsApp" ID do WhatsApp
-- @pt column full_name "Nome" Nome
-- @pt column gender "Gênero" Gênero
-- @pt value gender female "Feminino", male "Masculino", other "Outro"
-- @pt column pillar "Pilar" Pilar da saúde
-- @pt value pillar nutrition "Nutrição", exercise "Exercício", sleep "Sono", stress "Estresse", hydration "Hidratação"
-- @pt column goal "Objetivo" Objetivo
-- @pt column level "Nível" Nível
-- @pt value level beginner "Iniciante", intermediate "Intermediário", advanced "Avançado"
-- @pt column phase "Fase" Fase da jornada
-- @pt column is_active "Ativo" Se o perfil está ativo
-- @pt column timezone "Fuso horário" Fuso horário, como está escrito
-- @pt column signed_up_at "Cadastro" O cadastro: a data mais antiga entre as linhas da pessoa
-- @pt column last_seen_at "Última mensagem" A última mensagem da pessoa
-- @es title Directorio de usuarios
-- @es description Personas según su perfil, primero las que escribieron más recientemente.
-- @es param search "Búsqueda" Parte del nombre o del ID de WhatsApp, en mayúsculas o minúsculas
-- @es param active "Activo" Solo personas cuyo perfil lo indica
-- @es param limit "Límite" Cuántas personas
-- @es column waid "ID de WhatsApp" ID de WhatsApp
-- @es column full_name "Nombre" Nombre
-- @es column gender "Género" Género
-- @es value gender female "Femenino", male "Masculino", other "Otro"
-- @es column pillar "Pilar" Pilar de la salud
-- @es value pillar nutrition "Nutrición", exercise "Ejercicio", sleep "Sueño", stress "Estrés", hydration "Hidratación"
-- @es column goal "Objetivo" Objetivo
-- @es column level "Nivel" Nivel
-- @es value level beginner "Principiante", intermediate "Intermedio", advanced "Avanzado"
-- @es column phase "Fase" Fase del recorrido
-- @es column is_active "Activo" Si el perfil está activo
-- @es column timezone "Zona horaria" Zona horaria, tal como está escrita
-- @es column signed_up_at "Alta" El alta: la fecha más antigua de las filas de la persona
-- @es column last_seen_at "Último mensaje" El último mensaje de la persona
-- @de title Nutzerverzeichnis
-- @de description Personen nach ihrem Profil, zuerst die, die zuletzt geschrieben haben.
-- @de param search "Suche" Teil des Namens oder der WhatsApp-ID, groß- oder kleingeschrieben
-- @de param active "Aktiv" Nur Personen, deren Profil dies angibt
-- @de param limit "Höchstzahl" Wie viele Personen
-- @de column waid "WhatsApp-ID" WhatsApp-ID
-- @de column full_name "Name" Name
-- @de column gender "Geschlecht" Geschlecht
-- @de value gender female "Weiblich", male "Männlich", other "Divers"
-- @de column pillar "Säule" Säule der Gesundheit
-- @de value pillar nutrition "Ernährung", exercise "Bewegung", sleep "Schlaf", stress "Stress", hydration "Flüssigkeit"
-- @de column goal "Ziel" Ziel
-- @de column level "Stufe" Stufe
-- @de value level beginner "Anfänger", intermediate "Mittelstufe", advanced "Fortgeschritten"
-- @de column phase "Phase" Phase des Weges
-- @de column is_active "Aktiv" Ob das Profil aktiv ist
-- @de column timezone "Zeitzone" Zeitzone, wie geschrieben
-- @de column signed_up_at "Registriert" Die Registrierung: das früheste Datum der Zeilen der Person
-- @de column last_seen_at "Zuletzt gesehen" Die letzte Nachricht der Person
with
-- The text as a regular expression in which each letter matches both its cases and any other character itself.
-- Not used with ~, of which the planner expects so few rows that it would join last_seen row by row.
sought as materialized (
  select string_agg(
    case
      when position(sign in '.*+?|^$()[]{}\') > 0 then '\' || sign
      else '(?:' || sign || '|' || lower(sign) || '|' || upper(sign) || '|' || other_case || ')'
    end,
    '' order by position
  ) as pattern
  from params
  cross join letters
  cross join regexp_split_to_table(params.search, '') with ordinality as signs (sign, position)
  cross join lateral (
    select translate(sign, letters.upper || letters.lower, letters.lower || letters.upper) as other_case
  ) as cases
),
ranked as (
  select
    profiles.id,
    profiles.waid,
    last_seen.last_seen_at,
    row_number() over (order by last_seen.last_seen_at desc nulls last, profiles.waid collate "C") as position
  from profiles
  join user_names on user_names.id = profiles.id
  join user_states on user_states.id = profiles.id
  cross join params
  cross join sought
  left join last_seen on last_seen.waid = profiles.waid
  where (
      params.search is null
      or substring(user_names.full_name from sought.pattern) is not null
      or substring(profiles.waid from sought.pattern) is not null
    )
    and (params.active is null or user_states.is_active = params.active)
  order by last_seen.last_seen_at desc nulls last, profiles.waid collate "C"
  -- A constant LIMIT, then a filter: distributed engines refuse a subquery in LIMIT.
  limit 1000
)
select
  ranked.waid,
  user_names.full_name,
  user_traits.gender,
  user_traits.pillar,
  user_traits.goal,
  user_traits.level,
  user_traits.phase,
  user_states.is_active,
  user_time_zones.timezone,
  persons.signed_up_at::timestamptz at time zone 'UTC' as signed_up_at,
  ranked.last_seen_at::timestamptz at time zone 'UTC' as last_seen_at
from ranked
cross join params
join persons on persons.waid = ranked.waid
join user_names on user_names.id = ranked.id
join user_traits on user_traits.id = ranked.id
join user_states on user_states.id = ranked.id
join user_time_zones on user_time_zones.id = ranked.id
where ranked.position <= params.limit
order by ranked.position
-- Citus keeps the order of a subquery only if it has a limit.
limit 1000
