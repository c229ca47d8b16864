-- Journey
-- How far people have come, from signup to their first experience points. Unordered: people with the step's event.
-- Ordered: people who did the steps one after the other, each at or after the one before.
-- @param  ordered  boolean = false  Whether the steps must come in order
-- @use    persons, person_rows, person_numbers, stamped_events
-- @column step             text     The step
-- @column users            integer  [count]  People who reached it
-- @column pct_of_start     number   [percent]  Their share of all people, in per cent
-- @column pct_of_previous  number   [percent]  Their share of those who reached the step before, in per cent
-- @view   funnel
-- @expect events.event_type onboarding_completed, complete_activity, update_experience
-- @count  Events of the steps: stamped_events where stamped_events.event_type in ('onboarding_completed', 'complete_activity', 'update_experience')
-- @en param ordered "In order"
-- @en column step "Step"
-- @en value step signed_up "Signed up", onboarding_completed "Onboarding completed"
-- @en value step complete_activity "Activity completed", update_experience "Experience points earned"
-- @en column users "Users"
-- @en column pct_of_start "Share of all"
-- @en column pct_of_previous "Share of previous step"
-- @pt title Jornada
-- @pt description Até onde as pessoas chegaram, do cadastro aos primeiros pontos de experiência. Sem ordem: pessoas com
-- @pt description o evento da etapa. Em ordem: pessoas que fizeram as etapas uma após a outra, cada uma na hora da
-- @pt description anterior ou depois dela.
-- @pt param ordered "Em ordem" Se as etapas precisam vir em ordem
-- @pt column step "Etapa" A etapa
-- @pt value step signed_up "Cadastro", onboarding_completed "Onboarding concluído"
-- @pt value step complete_activity "Atividade concluída", update_experience "Pontos de experiência ganhos"
-- @pt column users "Usuários" Pessoas que chegaram a ela
-- @pt column pct_of_start "Parte do total" A parte delas no total de pessoas, em porcentagem
-- @pt column pct_of_previous "Parte da etapa anterior" A parte delas entre quem chegou à etapa anterior, em porcentagem
-- @es title Recorrido
-- @es description Hasta dónde han llegado las personas, del alta a los primeros puntos de experiencia. Sin orden:
-- @es description personas con el evento del paso. En orden: personas que dieron los pasos uno tras otro, cada uno a la
-- @es description vez que el anterior o después.
-- @es param ordered "En orden" Si los pasos deben ir en orden
-- @es column step "Paso" El paso
-- @es value step signed_up "Alta", onboarding_completed "Onboarding completado"
-- @es value step complete_activity "Actividad completada", update_experience "Puntos de experiencia ganados"
-- @es column users "Usuarios" Personas que llegaron a él
-- @es column pct_of_start "Proporción del total" Su proporción entre todas las personas, en porcentaje
-- @es column pct_of_previous "Proporción del paso anterior" Su proporción entre quienes llegaron al paso anterior, en porcentaje
-- @de title Weg der Nutzer
-- @de description Wie weit die Personen gekommen sind, von der Registrierung bis zu den ersten Erfahrungspunkten.
-- @de description Ungeordnet: Personen mit dem Ereignis des Schritts. Geordnet: Personen, die die Schritte nacheinander
-- @de description getan haben, jeden nicht vor dem vorherigen.
-- @de param ordered "Geordnet" Ob die Schritte der Reihe nach kommen müssen
-- @de column step "Schritt" Der Schritt
-- @de value step signed_up "Registriert", onboarding_completed "Onboarding abgeschlossen"
-- @de value step complete_activity "Aktivität abgeschlossen", update_experience "Erfahrungspunkte erhalten"
-- @de column users "Nutzer" Personen, die ihn erreicht haben
-- @de column pct_of_start "Anteil an allen" Ihr Anteil an allen Personen in Prozent
-- @de column pct_of_previous "Anteil am vorigen Schritt" Ihr Anteil an denen, die den vorigen Schritt erreicht haben, in Prozent
with steps (position, step) as (
  values (1, 'signed_up'), (2, 'onboarding_completed'), (3, 'complete_activity'), (4, 'update_experience')
),
-- Read once of two times, by `ordered`: materialized, it would lose the parallel plan.
step_events as not materialized (
  select stamped_events.user_id, stamped_events.event_type, stamped_events.stamped_at
  from stamped_events
  where stamped_events.event_type in ('onboarding_completed', 'complete_activity', 'update_experience')
),
-- Unordered: which of the steps a row of users has an event of, then which of them a person has.
row_steps as (
  select
    step_events.user_id,
    bool_or(step_events.event_type = 'onboarding_completed') as step_2,
    bool_or(step_events.event_type = 'complete_activity') as step_3,
    bool_or(step_events.event_type = 'update_experience') as step_4
  from step_events, params
  where not params.ordered
  group by step_events.user_id
),
person_steps as (
  select bool_or(row_steps.step_2) as step_2, bool_or(row_steps.step_3) as step_3, bool_or(row_steps.step_4) as step_4
  from row_steps
  join person_rows on person_rows.id = row_steps.user_id
  group by person_rows.waid
),
-- Ordered: the earliest stamp of each step at or after that of the step before, in one pass over a person's events.
person_events as (
  select person_numbers.person, step_events.event_type, step_events.stamped_at
  from step_events
  join person_numbers on person_numbers.id = step_events.user_id
  cross join params
  where params.ordered
),
onboarded as (
  select
    person_events.*,
    min(person_events.stamped_at) filter (where person_events.event_type = 'onboarding_completed')
      over (partition by person_events.person) as stamp_2
  from person_events
),
active as (
  select
    onboarded.*,
    min(onboarded.stamped_at) filter (
      where onboarded.event_type = 'complete_activity' and onboarded.stamped_at >= onboarded.stamp_2
    ) over (partition by onboarded.person) as stamp_3
  from onboarded
),
ordered_steps as (
  select
    bool_or(active.stamp_2 is not null) as step_2,
    bool_or(active.stamp_3 is not null) as step_3,
    bool_or(active.event_type = 'update_experience' and active.stamped_at >= active.stamp_3) as step_4
  from active
  group by active.person
),
reached (users, step_2, step_3, step_4) as (
  select
    (select count(*) from persons),
    count(*) filter (where taken.step_2),
    count(*) filter (where taken.step_3),
    count(*) filter (where taken.step_4)
  from (select * from person_steps union all select * from ordered_steps) as taken
),
counted as (
  select
    steps.position,
    steps.step,
    case steps.position
      when 1 then reached.users
      when 2 then reached.step_2
      when 3 then reached.step_3
      else reached.step_4
    end as users
  from steps, reached
)
select
  counted.step,
  counted.users,
  round(100.0 * counted.users / nullif(first_value(counted.users) over (order by counted.position), 0), 1)
    as pct_of_start,
  round(100.0 * counted.users / nullif(lag(counted.users) over (order by counted.position), 0), 1) as pct_of_previous
from counted
order by counted.position
