/** A `timestamp` without zone, UTC: `2026-11-24 08:30:00.123456`. */
export type Stamp = string;
/** JSON text, so that a JSON `null` and an SQL `null` stay apart. */
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
  created_at: Stamp | null;
  onboarding_timestamp: Stamp | null;
}

export interface Message {
  id: number;
  user_id: number | null;
  sender: string | null;
  type: string | null;
  message: Json | null;
  sent_at: Stamp | null;
  status: string | null;
}

export interface Event {
  id: number;
  user_id: number | null;
  event_type: string | null;
  description: string | null;
  executed_at: Stamp | null;
  created_at: Stamp | null;
}

export interface UserActivity {
  id: number;
  user_id: number | null;
  activity: string | null;
  completed: boolean | null;
  /** Decimal text where a double won't do. */
  progress: number | string | null;
  days: Json | null;
  created_at: Stamp | null;
  last_activity_at: Stamp | null;
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
  created_at: Stamp | null;
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
