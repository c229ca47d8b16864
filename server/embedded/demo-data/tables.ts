/** A `timestamp` without time zone, in UTC: `2026-11-24 08:30:00.123456`. */
export type Timestamp = string;
/** JSON text. A string, so that JSON `null` and SQL null differ. */
export type Json = string;

export interface User {
  id: number;
  waid: string | null;
  full_name: string | null;
  gender: string | null;
  pillar: string | null;
  goal: string | null;
  level: string | null;
  phase: string | null;
  is_active: boolean | null;
  timezone: string | null;
  created_at: Timestamp | null;
  onboarding_timestamp: Timestamp | null;
}

export interface Message {
  id: number;
  user_id: number | null;
  sender: string | null;
  type: string | null;
  message: Json | null;
  sent_at: Timestamp | null;
  status: string | null;
}

export interface Event {
  id: number;
  user_id: number | null;
  event_type: string | null;
  description: string | null;
  executed_at: Timestamp | null;
  created_at: Timestamp | null;
}

export interface UserActivity {
  id: number;
  user_id: number | null;
  activity: string | null;
  completed: boolean | null;
  /** A string where a double is not exact. */
  progress: number | string | null;
  days: Json | null;
  created_at: Timestamp | null;
  last_activity_at: Timestamp | null;
}

export interface Milestone {
  id: number;
  milestone: string | null;
  type: string | null;
}

export interface UserMilestone {
  id: number;
  user_id: number | null;
  milestone_id: number | null;
  completed: boolean | null;
  created_at: Timestamp | null;
}

/** The rows of the six tables. */
export interface Tables {
  users: User[];
  messages: Message[];
  events: Event[];
  user_activities: UserActivity[];
  milestones: Milestone[];
  user_milestones: UserMilestone[];
}
