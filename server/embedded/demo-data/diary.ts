import { HOUR, stampOf } from './clock.ts';
import type { Content } from './messages.ts';
import { type Person, rowAt } from './people.ts';
import { LEADS_TO } from './programme.ts';
import type { Event, Message, User, UserActivity, UserMilestone } from './tables.ts';

/** A row that doesn't know its ids yet, but whose and from when it is. */
export type Draft<Row> = Omit<Row, 'id' | 'user_id'> & { user: User; at: number };

/** What people left behind, in no particular order. */
export interface Traces {
  messages: Draft<Message>[];
  events: Draft<Event>[];
  activities: Draft<UserActivity>[];
  milestones: Draft<UserMilestone>[];
}

/** Writes down what happens to one person; what would lie in the future is left out. */
export class Diary {
  /** The moment of what is written next. */
  at: number;
  userMessages = 0;
  #person: Person;
  #now: number;
  #traces: Traces;
  #milestones = new Map<number, Draft<UserMilestone>>();

  constructor(person: Person, now: Date, traces: Traces) {
    this.#person = person;
    this.#now = now.getTime();
    this.#traces = traces;
    this.at = person.signup;
  }

  get inFuture(): boolean {
    return this.at >= this.#now;
  }

  /** Moves on by a few seconds, `seconds` on average. */
  wait(seconds: number): void {
    this.at += (2 + this.#person.random.exponential(seconds)) * 1000;
  }

  user(content: Content): void {
    this.wait(45);
    const status = this.#person.random.chance(0.9) ? 'received' : null;
    if (this.inFuture) return;
    this.userMessages++;
    this.#traces.messages.push({ ...this.#mine(), ...content, sent_at: stampOf(this.at), sender: 'user', status });
  }

  bot(content: Content): void {
    this.wait(3);
    const young = this.#now - this.at < 6 * HOUR;
    const status = this.#person.random.weighted<string | null>([
      ['read', young ? 55 : 76],
      ['delivered', young ? 30 : 15],
      ['sent', young ? 12 : 4],
      ['failed', 3],
      [null, 1],
    ]);
    if (this.inFuture) return;
    this.#traces.messages.push({ ...this.#mine(), ...content, sent_at: stampOf(this.at), sender: 'bot', status });
  }

  /** False when it lies in the future. */
  event(type: string, description: string | null): boolean {
    const logged = this.at + this.#person.random.between(20, 900);
    // Some writers of the log know only when they wrote.
    const executed = this.#person.random.chance(0.97) ? stampOf(this.at) : null;
    if (logged >= this.#now) return false;
    const shared = { event_type: type, description, executed_at: executed, created_at: stampOf(logged) };
    this.#traces.events.push({ ...this.#mine(), ...shared });
    return true;
  }

  /** The activity's row, which may change later. Null when it lies in the future. */
  activity(what: Pick<UserActivity, 'activity' | 'progress' | 'days'>): Draft<UserActivity> | null {
    if (this.inFuture) return null;
    const times = { created_at: stampOf(this.at), last_activity_at: null };
    const row = { ...this.#mine(), ...what, ...times, completed: false };
    this.#traces.activities.push(row);
    return row;
  }

  reach(milestone: number): void {
    if (this.inFuture || this.#milestones.get(milestone)?.completed) return;
    const row = this.#milestone(milestone);
    row.completed = true;
    row.created_at = stampOf(this.at);
    for (const next of LEADS_TO[milestone] ?? []) this.#milestone(next);
  }

  /** The person's row for a milestone: there, but not completed, as soon as it comes in sight. */
  #milestone(id: number): Draft<UserMilestone> {
    let row = this.#milestones.get(id);
    if (!row) {
      row = { ...this.#mine(), milestone_id: id, completed: false, created_at: stampOf(this.at) };
      this.#milestones.set(id, row);
      this.#traces.milestones.push(row);
    }
    return row;
  }

  #mine(): { user: User; at: number } {
    return { user: rowAt(this.#person, this.at), at: this.at };
  }
}
