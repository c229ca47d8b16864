/** A query with parameters, as in an address, beside the SQL of the same meaning that people copy, where there is one. */
export interface Case {
  query: string;
  snippet?: string;
}

/** Reads all of messages once, in parallel: the unit that runtimes are compared with. */
export const SCAN = "select count(*) from messages where sent_at is not null and sender <> 'nobody'";

const COHORTS = `select date(u.created_at), count(distinct u.waid),
  count(distinct case when e.event_type = 'onboarding_completed' then u.waid end)
  from users u left join events e on e.user_id = u.id group by date(u.created_at) order by 1 desc`;
const RETENTION = `with user_cohorts as (
  select distinct on (waid) waid, id as user_id, date(created_at) as signup_date from users order by waid, created_at)
  select uc.signup_date, count(distinct uc.waid),
    count(distinct case when m.sent_at::date = uc.signup_date + 1 then uc.waid end),
    count(distinct case when m.sent_at::date = uc.signup_date + 7 then uc.waid end),
    count(distinct case when m.sent_at::date = uc.signup_date + 30 then uc.waid end)
  from user_cohorts uc left join messages m on m.user_id = uc.user_id and m.sender = 'user'
  group by uc.signup_date order by 1 desc`;
const DAILY = `select date(sent_at), count(distinct user_id) from messages where sender = 'user' group by date(sent_at)`;
const HEATMAP = `select extract(dow from sent_at), extract(hour from sent_at), count(*)
  from messages where sent_at is not null group by 1, 2 order by 1, 2`;
const FUNNEL = `select event_type, count(distinct user_id) from events
  where event_type in ('onboarding_completed', 'complete_activity', 'update_experience') group by event_type`;
const SEGMENTS = `select pillar, count(distinct waid),
  round(100.0 * count(distinct waid) / sum(count(distinct waid)) over (), 1)
  from users where pillar is not null group by pillar order by 2 desc`;
const MILESTONES = `select m.milestone, count(case when um.completed then 1 end), count(*)
  from user_milestones um join milestones m on um.milestone_id = m.id group by m.milestone`;
const ACTIVE = `select count(distinct u.waid) from messages m join users u on m.user_id = u.id
  where m.sender = 'user' and m.sent_at >= now() - interval '7 days'`;

export const CASES: Case[] = [
  { query: 'total-users', snippet: 'select count(distinct waid) from users' },
  { query: 'new-signups' },
  { query: 'active-users', snippet: ACTIVE },
  { query: 'active-users?days=30' },
  { query: 'user-messages' },
  { query: 'signups-by-day' },
  { query: 'daily-active-users?days=30' },
  { query: 'daily-active-users?days=730', snippet: DAILY },
  { query: 'daily-active-users?days=730&tz=America/Sao_Paulo', snippet: DAILY },
  { query: 'onboarding-cohorts?days=90' },
  { query: 'onboarding-cohorts?days=3650', snippet: COHORTS },
  { query: 'retention?days=90' },
  { query: 'retention?days=3650', snippet: RETENTION },
  { query: 'retention?days=3650&tz=America/Sao_Paulo', snippet: RETENTION },
  { query: 'message-heatmap', snippet: HEATMAP },
  { query: 'message-heatmap?tz=America/Sao_Paulo', snippet: HEATMAP },
  { query: 'message-heatmap?clock=user' },
  { query: 'message-heatmap?days=30' },
  { query: 'journey-funnel', snippet: FUNNEL },
  { query: 'journey-funnel?ordered=true' },
  { query: 'user-segments', snippet: SEGMENTS },
  { query: 'activity-weekdays' },
  { query: 'activity-progress' },
  { query: 'milestone-completion', snippet: MILESTONES },
  { query: 'events-by-type' },
  { query: 'message-types' },
  { query: 'delivery-status' },
  { query: 'timezone-coverage' },
  { query: 'recent-messages' },
  { query: 'recent-messages?limit=1000&sender=user' },
  { query: 'user-directory' },
  { query: 'user-directory?search=name 77' },
  { query: 'duplicate-users' },
];
