-- Journey
-- How far people have come, from signup to their first experience points. Unordered: people with the step's event.
-- Ordered: people who did the steps one after the other, each at or after the one before.
-- @param  ordered  boolean = false  Whether the steps must come in order
-- @use    persons, reached_steps
-- @column step             text     The step
-- @column users            integer  [count]  People who reached it
-- @column pct_of_start     number   [percent]  Their share of all people, in per cent
-- @column pct_of_previous  number   [percent]  Their share of those who reached the step before, in per cent
-- @view   funnel
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
reached (users, step_2, step_3, step_4) as (
  select
    (select count(*) from persons),
    count(*) filter (where reached_steps.step_2),
    count(*) filter (where reached_steps.step_3),
    count(*) filter (where reached_steps.step_4)
  from reached_steps
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
