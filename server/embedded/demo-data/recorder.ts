import type { MessageContent } from './message-payloads.ts';
import { type Person, rowAt } from './people.ts';
import { NEXT_MILESTONES } from './reference-data.ts';
import type { Event, Message, User, UserActivity, UserMilestone } from './tables.ts';
import { formatTimestamp, HOUR } from './time.ts';

/** A row without ids, with its user and its time in milliseconds since 1970. */
export type RowDraft<Row> = Omit<Row, 'id' | 'user_id'> & { user: User; at: number };

/** Generated rows, unordered. */
export interface GeneratedRows {
  messages: RowDraft<Message>[];
  events: RowDraft<Event>[];
  activities: RowDraft<UserActivity>[];
  milestones: RowDraft<UserMilestone>[];
}

/** Records the rows of one person. Rows later than `now` are dropped. */
export class RowRecorder {
  /** Time of the next row, in milliseconds since 1970. */
  at: number;
  userMessages = 0;
  #person: Person;
  #now: number;
  #rows: GeneratedRows;
  #milestones = new Map<number, RowDraft<UserMilestone>>();

  constructor(person: Person, now: Date, rows: GeneratedRows) {
    this.#person = person;
    this.#now = now.getTime();
    this.#rows = rows;
    this.at = person.signup;
  }

  get inFuture(): boolean {
    return this.at >= this.#now;
  }

  /** Advances the time by an exponentially distributed delay with a mean of `seconds`, plus two seconds. */
  advance(seconds: number): void {
    this.at += (2 + this.#person.random.exponential(seconds)) * 1000;
  }

  userMessage(content: MessageContent): void {
    this.advance(45);
    const status = this.#person.random.chance(0.9) ? 'received' : null;
    if (this.inFuture) return;
    this.userMessages++;
    this.#rows.messages.push({
      ...this.#owner(),
      ...content,
      sent_at: formatTimestamp(this.at),
      sender: 'user',
      status,
    });
  }

  botMessage(content: MessageContent): void {
    this.advance(3);
    const recent = this.#now - this.at < 6 * HOUR;
    const status = this.#person.random.weighted<string | null>([
      ['read', recent ? 55 : 76],
      ['delivered', recent ? 30 : 15],
      ['sent', recent ? 12 : 4],
      ['failed', 3],
      [null, 1],
    ]);
    if (this.inFuture) return;
    this.#rows.messages.push({
      ...this.#owner(),
      ...content,
      sent_at: formatTimestamp(this.at),
      sender: 'bot',
      status,
    });
  }

  /** Records an event. Returns false if it would be later than now. */
  event(type: string, description: string | null): boolean {
    const logged = this.at + this.#person.random.between(20, 900);
    // Some events have only a creation time.
    const executed = this.#person.random.chance(0.97) ? formatTimestamp(this.at) : null;
    if (logged >= this.#now) return false;
    const shared = { event_type: type, description, executed_at: executed, created_at: formatTimestamp(logged) };
    this.#rows.events.push({ ...this.#owner(), ...shared });
    return true;
  }

  /** Records an activity. Returns its row, which may change later, or null if it would be later than now. */
  activity(values: Pick<UserActivity, 'activity' | 'progress' | 'days'>): RowDraft<UserActivity> | null {
    if (this.inFuture) return null;
    const times = { created_at: formatTimestamp(this.at), last_activity_at: null };
    const row = { ...this.#owner(), ...values, ...times, completed: false };
    this.#rows.activities.push(row);
    return row;
  }

  reachMilestone(milestone: number): void {
    if (this.inFuture || this.#milestones.get(milestone)?.completed) return;
    const row = this.#milestone(milestone);
    row.completed = true;
    row.created_at = formatTimestamp(this.at);
    for (const next of NEXT_MILESTONES[milestone] ?? []) this.#milestone(next);
  }

  /** Returns the person's row for a milestone, created as not completed if it is missing. */
  #milestone(id: number): RowDraft<UserMilestone> {
    let row = this.#milestones.get(id);
    if (!row) {
      row = { ...this.#owner(), milestone_id: id, completed: false, created_at: formatTimestamp(this.at) };
      this.#milestones.set(id, row);
      this.#rows.milestones.push(row);
    }
    return row;
  }

  #owner(): { user: User; at: number } {
    return { user: rowAt(this.#person, this.at), at: this.at };
  }
}
