-- Milestones
-- @source milestones
select milestones.id, milestones.milestone::text as milestone, milestones.type::text as type
from milestones
