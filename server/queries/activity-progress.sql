-- Progress by activity
-- People by the activities that they were given, and how far they are.
-- @use    person_rows, activity_progress, white_space
-- @column activity          text     The activity
-- @column assigned          integer  [count]  People who have it
-- @column completed         integer  [count]  Those of them who completed it
-- @column completed_pct     number   [percent of assigned]  Their share, in per cent
-- @column average_progress  number   Mean progress of all of its rows that say one
-- @view   table
-- @count  Rows of activities: activity_progress
-- @count  Those of people: activity_progress join person_rows on person_rows.id = activity_progress.user_id
-- @en column activity "Activity"
-- @en column assigned "Assigned"
-- @en column completed "Completed"
-- @en column completed_pct "Completion rate"
-- @en column average_progress "Average progress"
-- @pt title Progresso por atividade
-- @pt description Pessoas por atividade que receberam, e até onde chegaram.
-- @pt column activity "Atividade" A atividade
-- @pt column assigned "Com a atividade" Pessoas que a têm
-- @pt column completed "Concluíram" As que a concluíram
-- @pt column completed_pct "Taxa de conclusão" A parte delas, em porcentagem
-- @pt column average_progress "Progresso médio" Média do progresso de todas as linhas que o informam
-- @es title Progreso por actividad
-- @es description Personas según las actividades que recibieron, y hasta dónde han llegado.
-- @es column activity "Actividad" La actividad
-- @es column assigned "Con la actividad" Personas que la tienen
-- @es column completed "La completaron" Las que la completaron
-- @es column completed_pct "Tasa de finalización" Su proporción, en porcentaje
-- @es column average_progress "Progreso medio" Media del progreso de todas las filas que lo indican
-- @de title Fortschritt nach Aktivität
-- @de description Personen nach den Aktivitäten, die sie erhalten haben, und wie weit sie sind.
-- @de column activity "Aktivität" Die Aktivität
-- @de column assigned "Zugewiesen" Personen, die sie haben
-- @de column completed "Abgeschlossen" Diejenigen, die sie abgeschlossen haben
-- @de column completed_pct "Abschlussquote" Deren Anteil in Prozent
-- @de column average_progress "Mittlerer Fortschritt" Mittelwert aller Zeilen mit einer Angabe zum Fortschritt
with given as (
  select
    activity_progress.activity,
    person_rows.waid,
    bool_or(activity_progress.completed) as completed,
    sum(activity_progress.progress) as progress,
    count(activity_progress.progress) as measured
  from activity_progress
  join person_rows on person_rows.id = activity_progress.user_id
  cross join white_space
  where activity_progress.activity collate "C" between '!' and '~' or activity_progress.activity !~ white_space.blank
  group by activity_progress.activity, person_rows.waid
)
select
  given.activity,
  count(*) as assigned,
  count(*) filter (where given.completed) as completed,
  round(100.0 * count(*) filter (where given.completed) / count(*), 1) as completed_pct,
  round(sum(given.progress) / sum(given.measured), 2) as average_progress
from given
group by given.activity
order by assigned desc, given.activity collate "C"
