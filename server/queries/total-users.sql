-- Users
-- Persons, each counted once however many rows they have. Rows without a WhatsApp ID are not counted.
-- @use    persons
-- @column users  integer  [count]  People
-- @view   metric
-- @en column users "Users"
-- @pt title Usuários
-- @pt description Pessoas, cada uma contada uma vez, não importa quantas linhas tenha. Linhas sem ID do WhatsApp não
-- @pt description são contadas.
-- @pt column users "Usuários" Pessoas
-- @es title Usuarios
-- @es description Personas, cada una contada una sola vez por muchas filas que tenga. Las filas sin ID de WhatsApp no
-- @es description se cuentan.
-- @es column users "Usuarios" Personas
-- @de title Nutzer
-- @de description Personen, jede einmal gezählt, wie viele Zeilen sie auch hat. Zeilen ohne WhatsApp-ID werden nicht
-- @de description gezählt.
-- @de column users "Nutzer" Personen
select count(*) as users
from persons
