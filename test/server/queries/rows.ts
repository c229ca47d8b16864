import type {
  Event,
  Message,
  Tables,
  User,
  UserActivity,
  UserMilestone,
} from '../../../server/embedded/demo-data/tables.ts';

/** Rows for example-based tests: missing values are null, ids count from 1. */
export interface Sketch {
  users?: Partial<User>[];
  messages?: Partial<Message>[];
  events?: Partial<Event>[];
  user_activities?: Partial<UserActivity>[];
  milestones?: Partial<Tables['milestones'][number]>[];
  user_milestones?: Partial<UserMilestone>[];
}

export function tables(sketch: Sketch): Tables {
  const complete = <Row>(rows: Partial<Row>[] = [], none: Omit<Row, 'id'>) =>
    rows.map((row, i) => ({ id: i + 1, ...none, ...row }) as Row);
  const traits = { gender: null, pillar: null, goal: null, level: null, phase: null, is_active: null };
  return {
    users: complete(sketch.users, {
      ...{ waid: null, full_name: null, ...traits, timezone: null, created_at: null, onboarding_timestamp: null },
    }),
    messages: complete(sketch.messages, {
      ...{ user_id: null, sender: 'user', type: null, message: null, sent_at: null, status: null },
    }),
    events: complete(sketch.events, {
      ...{ user_id: null, event_type: null, description: null, executed_at: null, created_at: null },
    }),
    user_activities: complete(sketch.user_activities, {
      ...{ user_id: null, activity: null, completed: null, progress: null, days: null },
      ...{ created_at: null, last_activity_at: null },
    }),
    milestones: complete(sketch.milestones, { milestone: null, type: null }),
    user_milestones: complete(sketch.user_milestones, {
      ...{ user_id: null, milestone_id: null, completed: null, created_at: null },
    }),
  };
}
