-- Duplicate users
-- People who have more than one row.
-- @param  limit  integer = 100 [1..1000]  How many people
-- @use    person_rows
-- @column waid              text       [identifier]  WhatsApp ID
-- @column rows              integer    [count]  Their rows
-- @column first_created_at  timestamp  The earliest creation of any of them
-- @column last_created_at   timestamp  The latest
-- @view   table
-- @pii
-- @count  People with more than one row: (select person_rows.waid from person_rows group by person_rows.waid having count(*) > 1) as people
-- @en param limit "Limit"
-- @en column waid "WhatsApp ID"
-- @en column rows "Rows"
-- @en column first_created_at "First created"
-- @en column last_created_at "Last created"
-- @pt title Usuários duplicados
-- @pt description Pessoas que têm mais de uma linha.
-- @pt param limit "Limite" Quantas pessoas
-- @pt column waid "ID do WhatsApp" ID do WhatsApp
-- @pt column rows "Linhas" As linhas da pessoa
-- @pt column first_created_at "Primeira criação" A criação mais antiga entre elas
-- @pt column last_created_at "Última criação" A mais recente
-- @es title Usuarios duplicados
-- @es description Personas que tienen más de una fila.
-- @es param limit "Límite" Cuántas personas
-- @es column waid "ID de WhatsApp" ID de WhatsApp
-- @es column rows "Filas" Las filas de la persona
-- @es column first_created_at "Primera creación" La creación más antigua de todas ellas
-- @es column last_created_at "Última creación" La más reciente
-- @de title Doppelte Nutzer
-- @de description Personen, die mehr als eine Zeile haben.
-- @de param limit "Höchstzahl" Wie viele Personen
-- @de column waid "WhatsApp-ID" WhatsApp-ID
-- @de column rows "Zeilen" Die Zeilen der Person
-- @de column first_created_at "Zuerst angelegt" Wann die erste von ihnen angelegt wurde
-- @de column last_created_at "Zuletzt angelegt" Wann die letzte angelegt wurde
with duplicates as (
  select
    person_rows.waid,
    count(*) as rows,
    min(person_rows.created_at) as first_created_at,
    max(person_rows.created_at) as last_created_at
  from person_rows
  group by person_rows.waid
  having count(*) > 1
),
-- A constant LIMIT, then a filter: distributed engines refuse a subquery in LIMIT.
ranked as (
  select duplicates.*, row_number() over (order by duplicates.rows desc, duplicates.waid collate "C") as position
  from duplicates
  order by duplicates.rows desc, duplicates.waid collate "C"
  limit 1000
)
select
  ranked.waid,
  ranked.rows,
  ranked.first_created_at::timestamptz at time zone 'UTC' as first_created_at,
  ranked.last_created_at::timestamptz at time zone 'UTC' as last_created_at
from ranked, params
where ranked.position <= params.limit
order by ranked.position
