-- Users by segment
-- People by a property of their profile, as stored. Those without it are left out, of the shares too.
-- @param  by  pillar|goal|level|phase|gender = pillar  The property
-- @use    profiles, user_traits, white_space
-- @column segment  text     The property's value
-- @column users    integer  [count]  People who have it
-- @column pct      number   [percent]  Their share of all who have any, in per cent
-- @view   bars
-- @en param by "By"
-- @en choice by pillar "Pillar", goal "Goal", level "Level", phase "Phase", gender "Gender"
-- @en column segment "Segment"
-- @en value segment female "Female", male "Male", other "Other", nutrition "Nutrition", exercise "Exercise"
-- @en value segment sleep "Sleep", stress "Stress", hydration "Hydration", beginner "Beginner"
-- @en value segment intermediate "Intermediate", advanced "Advanced"
-- @en column users "Users"
-- @en column pct "Share"
-- @pt title Usuários por segmento
-- @pt description Pessoas por uma propriedade do perfil, como está gravada. Quem não a tem fica de fora, também das
-- @pt description partes.
-- @pt param by "Por" A propriedade
-- @pt choice by pillar "Pilar", goal "Objetivo", level "Nível", phase "Fase", gender "Gênero"
-- @pt column segment "Segmento" O valor da propriedade
-- @pt value segment female "Feminino", male "Masculino", other "Outro", nutrition "Nutrição", exercise "Exercício"
-- @pt value segment sleep "Sono", stress "Estresse", hydration "Hidratação", beginner "Iniciante"
-- @pt value segment intermediate "Intermediário", advanced "Avançado"
-- @pt column users "Usuários" Pessoas que o têm
-- @pt column pct "Parte" A parte delas entre todas que têm algum, em porcentagem
-- @es title Usuarios por segmento
-- @es description Personas según una propiedad de su perfil, tal como está guardada. Quienes no la tienen no aparecen,
-- @es description tampoco en las proporciones.
-- @es param by "Por" La propiedad
-- @es choice by pillar "Pilar", goal "Objetivo", level "Nivel", phase "Fase", gender "Género"
-- @es column segment "Segmento" El valor de la propiedad
-- @es value segment female "Femenino", male "Masculino", other "Otro", nutrition "Nutrición", exercise "Ejercicio"
-- @es value segment sleep "Sueño", stress "Estrés", hydration "Hidratación", beginner "Principiante"
-- @es value segment intermediate "Intermedio", advanced "Avanzado"
-- @es column users "Usuarios" Personas que lo tienen
-- @es column pct "Proporción" Su proporción entre todas las que tienen alguno, en porcentaje
-- @de title Nutzer nach Segment
-- @de description Personen nach einer Eigenschaft ihres Profils, wie gespeichert. Wer sie nicht hat, fehlt, auch in den
-- @de description Anteilen.
-- @de param by "Nach" Die Eigenschaft
-- @de choice by pillar "Säule", goal "Ziel", level "Stufe", phase "Phase", gender "Geschlecht"
-- @de column segment "Segment" Der Wert der Eigenschaft
-- @de value segment female "Weiblich", male "Männlich", other "Divers", nutrition "Ernährung", exercise "Bewegung"
-- @de value segment sleep "Schlaf", stress "Stress", hydration "Flüssigkeit", beginner "Anfänger"
-- @de value segment intermediate "Mittelstufe", advanced "Fortgeschritten"
-- @de column users "Nutzer" Personen, die ihn haben
-- @de column pct "Anteil" Ihr Anteil an allen, die einen haben, in Prozent
with properties as (
  select
    case params.by
      when 'pillar' then user_traits.pillar
      when 'goal' then user_traits.goal
      when 'level' then user_traits.level
      when 'phase' then user_traits.phase
      when 'gender' then user_traits.gender
    end as segment
  from profiles
  join user_traits on user_traits.id = profiles.id
  cross join params
)
select
  properties.segment,
  count(*) as users,
  round(100.0 * count(*) / sum(count(*)) over (), 1) as pct
from properties, white_space
where properties.segment collate "C" between '!' and '~' or properties.segment !~ white_space.blank
group by properties.segment
order by users desc, properties.segment collate "C"
