-- Milestones
-- Every milestone, also those that nobody has, and how many of the people who work on it have reached it.
-- @use    person_rows, milestone_names, milestone_progress
-- @column milestone  text     The milestone
-- @column type       text     Its kind
-- @column completed  integer  [count]  People who reached it
-- @column total      integer  [count]  People who have it, reached or not
-- @column pct        number   [percent of total]  The share of those who reached it, in per cent; null when nobody has it
-- @view   table
-- @count  Milestones: milestone_names
-- @count  Milestones of users: milestone_progress
-- @count  Those of people: milestone_progress join person_rows on person_rows.id = milestone_progress.user_id
-- @en column milestone "Milestone"
-- @en column type "Kind"
-- @en value type onboarding "Onboarding", activity "Activity", streak "Streak", conversation "Conversation"
-- @en value type level "Level"
-- @en column completed "Reached"
-- @en column total "People"
-- @en column pct "Share reached"
-- @pt title Marcos
-- @pt description Todos os marcos, inclusive os que ninguém tem, e quantas das pessoas que trabalham neles os
-- @pt description alcançaram.
-- @pt column milestone "Marco" O marco
-- @pt column type "Tipo" O tipo do marco
-- @pt value type onboarding "Onboarding", activity "Atividade", streak "Sequência", conversation "Conversa"
-- @pt value type level "Nível"
-- @pt column completed "Alcançaram" Pessoas que o alcançaram
-- @pt column total "Pessoas" Pessoas que o têm, alcançado ou não
-- @pt column pct "Parte que alcançou" A parte de quem o alcançou, em porcentagem; nulo quando ninguém o tem
-- @es title Hitos
-- @es description Todos los hitos, también los que nadie tiene, y cuántas de las personas que trabajan en ellos los han
-- @es description alcanzado.
-- @es column milestone "Hito" El hito
-- @es column type "Tipo" El tipo de hito
-- @es value type onboarding "Onboarding", activity "Actividad", streak "Racha", conversation "Conversación"
-- @es value type level "Nivel"
-- @es column completed "Alcanzado" Personas que lo alcanzaron
-- @es column total "Personas" Personas que lo tienen, alcanzado o no
-- @es column pct "Proporción alcanzada" La proporción de quienes lo alcanzaron, en porcentaje; nulo si nadie lo tiene
-- @de title Meilensteine
-- @de description Alle Meilensteine, auch die, die niemand hat, und wie viele der Personen, die daran arbeiten, sie
-- @de description erreicht haben.
-- @de column milestone "Meilenstein" Der Meilenstein
-- @de column type "Art" Die Art des Meilensteins
-- @de value type onboarding "Onboarding", activity "Aktivität", streak "Serie", conversation "Gespräch", level "Stufe"
-- @de column completed "Erreicht" Personen, die ihn erreicht haben
-- @de column total "Personen" Personen, die ihn haben, erreicht oder nicht
-- @de column pct "Anteil erreicht" Der Anteil derer, die ihn erreicht haben, in Prozent; leer, wenn niemand ihn hat
with taken as (
  select
    milestone_progress.milestone_id,
    person_rows.waid,
    bool_or(milestone_progress.completed) as completed
  from milestone_progress
  join person_rows on person_rows.id = milestone_progress.user_id
  group by milestone_progress.milestone_id, person_rows.waid
),
counted as (
  select taken.milestone_id, count(*) filter (where taken.completed) as completed, count(*) as total
  from taken
  group by taken.milestone_id
)
select
  milestone_names.milestone,
  milestone_names.type,
  coalesce(counted.completed, 0) as completed,
  coalesce(counted.total, 0) as total,
  round(100.0 * counted.completed / counted.total, 1) as pct
from milestone_names
left join counted on counted.milestone_id = milestone_names.id
order by pct desc nulls last, milestone_names.milestone collate "C", milestone_names.id
