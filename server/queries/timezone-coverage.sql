-- Time zones of users
-- People by the time zone in their profile, as written, and what is understood by it.
-- @use    profiles, user_time_zones, local_zones
-- @column timezone            text     As stored; null: none
-- @column zone                text     IANA's name or the offset; null: not recognised
-- @column utc_offset_minutes  integer  [duration min]  Minutes ahead of UTC at the moment asked for
-- @column users               integer  [count]  People
-- @view   table
-- @en column timezone "As written"
-- @en column zone "Time zone"
-- @en column utc_offset_minutes "Offset from UTC"
-- @en column users "Users"
-- @pt title Fusos horários dos usuários
-- @pt description Pessoas pelo fuso horário do perfil, como está escrito, e o que se entende dele.
-- @pt column timezone "Como está escrito" Como está gravado; nulo: nenhum
-- @pt column zone "Fuso horário" O nome da IANA ou a diferença para o UTC; nulo: não reconhecido
-- @pt column utc_offset_minutes "Diferença para o UTC" Minutos à frente do UTC no momento pedido
-- @pt column users "Usuários" Pessoas
-- @es title Zonas horarias de los usuarios
-- @es description Personas según la zona horaria de su perfil, tal como está escrita, y lo que se entiende de ella.
-- @es column timezone "Tal como está escrita" Tal como está guardada; nulo: ninguna
-- @es column zone "Zona horaria" El nombre de IANA o la diferencia con UTC; nulo: no reconocida
-- @es column utc_offset_minutes "Diferencia con UTC" Minutos de adelanto sobre UTC en el momento pedido
-- @es column users "Usuarios" Personas
-- @de title Zeitzonen der Nutzer
-- @de description Personen nach der Zeitzone in ihrem Profil, wie geschrieben, und wie sie verstanden wird.
-- @de column timezone "Wie geschrieben" Wie gespeichert; leer: keine
-- @de column zone "Zeitzone" Der Name der IANA oder der Abstand zu UTC; leer: nicht erkannt
-- @de column utc_offset_minutes "Abstand zu UTC" Minuten vor UTC zum verlangten Zeitpunkt
-- @de column users "Nutzer" Personen
with counted as (
  select user_time_zones.timezone, count(*) as users
  from profiles
  join user_time_zones on user_time_zones.id = profiles.id
  group by user_time_zones.timezone
)
select
  counted.timezone,
  local_zones.zone,
  round(
    extract(epoch from params.as_of at time zone 'UTC' at time zone local_zones.reads_as - params.as_of)::numeric / 60
  )::integer as utc_offset_minutes,
  counted.users
from counted
left join local_zones on local_zones.timezone = counted.timezone
cross join params
order by counted.users desc, counted.timezone collate "C"
