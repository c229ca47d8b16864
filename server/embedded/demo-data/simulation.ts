import * as content from './message-payloads.ts';
import { MESSAGE_TEXTS, type MessageTexts } from './message-texts.ts';
import { type Person, randomHour } from './people.ts';
import { type GeneratedRows, type RowDraft, RowRecorder } from './recorder.ts';
import { LEVELS, MILESTONE, WEEKDAYS } from './reference-data.ts';
import type { Json, UserActivity } from './tables.ts';
import { type DayNumber, formatTimestamp, localDay, MINUTE, utcTime, weekdayOf } from './time.ts';

/** Relative activity by weekday, Sunday to Saturday. */
const WEEKDAY_ACTIVITY = [0.8, 1.12, 1.1, 1.06, 1.02, 0.94, 0.78];
/** Days without a user message after which the bot sends a reminder. */
const REMINDER_DAYS = [3, 7, 14];
/** Days without a user message after which a person is inactive. */
const INACTIVE_DAYS = 30;

/** Simulates one person's use of the bot, day by day from signup. */
export class UserSimulation {
  #person: Person;
  #recorder: RowRecorder;
  #texts: MessageTexts;
  #onboarded = false;
  #experience = 0;
  #finished = 0;
  #streak = 0;
  #lastDay: DayNumber = 0;
  #current: RowDraft<UserActivity>[] = [];

  constructor(person: Person, now: Date, rows: GeneratedRows) {
    this.#person = person;
    this.#recorder = new RowRecorder(person, now, rows);
    this.#texts = MESSAGE_TEXTS[person.region.language];
  }

  /** Simulates until the end of the day `today` in the person's zone. */
  run(today: DayNumber): void {
    const { random, region, usage, signup } = this.#person;
    const first = localDay(region.zone, signup);
    this.#lastDay = first - 1;
    for (let day = first; day <= today; day++) {
      const age = day - first;
      const novelty = 1 + 0.7 * Math.exp(-age / 2);
      const weekday = WEEKDAY_ACTIVITY[weekdayOf(day)] as number;
      if (age === 0) this.#simulateFirstDay();
      else if (age <= usage.lifetime && random.chance(usage.frequency * novelty * weekday))
        this.#simulateActiveDay(day);
      else this.#simulateInactiveDay(day);
    }
    this.#updateProfile(today);
  }

  #simulateFirstDay(): void {
    const { random, region, signup } = this.#person;
    this.#recorder.at = signup + random.between(5, 90) * 1000;
    this.#recorder.botMessage(content.text(this.#pick('welcome')));
    if (random.chance(0.07)) return;
    this.#recorder.userMessage(content.text(this.#pick('hello')));
    this.#recordActiveDay(localDay(region.zone, this.#recorder.at));
    this.#recorder.reachMilestone(MILESTONE.hello);
    this.#onboard(0.6);
  }

  #simulateActiveDay(day: DayNumber): void {
    const { random, region } = this.#person;
    const hours = Array.from({ length: random.chance(0.16) ? 2 : 1 }, () => randomHour(random)).sort((a, b) => a - b);
    for (const hour of hours) {
      this.#recorder.at = Math.max(utcTime(region.zone, day, hour), this.#recorder.at + MINUTE);
      if (!this.#onboarded) {
        this.#recorder.userMessage(content.text(this.#pick('hello')));
        this.#recorder.reachMilestone(MILESTONE.hello);
        this.#onboard(0.12);
      } else if (random.chance(0.72)) this.#checkIn();
      else this.#askQuestion();
    }
    this.#recordActiveDay(day);
  }

  #simulateInactiveDay(day: DayNumber): void {
    const { random, region } = this.#person;
    const inactiveDays = day - this.#lastDay;
    this.#recorder.at = utcTime(region.zone, day, 9 + random.next() / 4);
    if (REMINDER_DAYS.includes(inactiveDays))
      this.#recorder.botMessage(content.interactive(this.#pick('comeBack'), 'come-back'));
    else if (this.#onboarded && inactiveDays < 3 && random.chance(0.17))
      this.#recorder.botMessage(content.text(this.#pick('nudge')));
  }

  /** Simulates the onboarding dialogue, which some people leave unfinished. */
  #onboard(completionRate: number): void {
    const { random, rows } = this.#person;
    const { question } = this.#texts;
    const answered = random.chance(completionRate) ? question.length : random.integer(0, question.length - 1);
    for (const line of question.slice(0, answered)) {
      this.#recorder.botMessage(content.quickReply(line));
      this.#recorder.userMessage(content.quickReply(this.#pick('choice')));
    }
    if (answered < question.length) return;
    this.#recorder.advance(20);
    if (!this.#recorder.event('onboarding_completed', 'Plan set up')) return;
    this.#onboarded = true;
    for (const { row } of rows) row.onboarding_timestamp = formatTimestamp(this.#recorder.at);
    this.#recorder.reachMilestone(MILESTONE.onboarded);
    for (let i = random.integer(1, 3); i > 0; i--) this.#assignActivity();
    // Some people earn points in a quiz, without a completed activity.
    if (random.chance(0.02)) this.#addExperience(10, 'Quiz');
  }

  #checkIn(): void {
    const { random } = this.#person;
    const answer = random.chance(0.55)
      ? content.postback(this.#pick('button'), 'check-in')
      : content.text(this.#pick('report'));
    this.#recorder.botMessage(content.quickReply(this.#pick('checkIn')));
    this.#recorder.userMessage(answer);
    if (random.chance(0.13)) this.#recorder.userMessage(content.attachment(random));
    const activity = random.pick(this.#current);
    if (activity && random.chance(0.8)) this.#progress(activity);
    this.#recorder.botMessage(content.text(this.#pick('praise')));
  }

  #askQuestion(): void {
    const { random } = this.#person;
    for (let i = random.integer(1, 3); i > 0; i--) {
      this.#recorder.userMessage(content.text(this.#pick('ask')));
      this.#recorder.botMessage(content.text(this.#pick('answer')));
    }
    if (random.chance(0.3)) this.#recorder.userMessage(content.interactive(this.#pick('button'), 'more'));
    if (random.chance(0.06))
      this.#recorder.event('settings_updated', random.pick(['Reminder hour', 'Goal', 'Time zone']));
  }

  #assignActivity(): void {
    const { random, pillar } = this.#person;
    const activity = this.#recorder.activity({
      activity: random.chance(0.01) ? null : random.pick(pillar.activities),
      progress: random.chance(0.04) ? null : 0,
      days: this.#schedule(),
    });
    if (activity) this.#current.push(activity);
  }

  /** Generates the `days` column in each JSON shape that the application has used. */
  #schedule(): Json | null {
    const { random } = this.#person;
    const days = WEEKDAYS.filter((_, weekday) => random.chance(weekday === 0 || weekday === 6 ? 0.3 : 0.5));
    return random.weighted<() => Json | null>([
      [() => JSON.stringify(days), 70],
      [() => JSON.stringify(Object.fromEntries(days.map((day) => [day, true]))), 10],
      [() => JSON.stringify(random.pick(WEEKDAYS)), 8],
      [() => JSON.stringify(days.map((day) => ` ${day.toLowerCase()}`)), 5],
      [() => null, 4],
      [() => 'null', 1],
      [() => '[]', 2],
    ])();
  }

  #progress(activity: RowDraft<UserActivity>): void {
    const { random } = this.#person;
    this.#recorder.advance(30);
    const step = random.pick([20, 25, 33.33, 33.33, 50, 100]);
    if (this.#recorder.inFuture) return;
    const progress = Number(activity.progress ?? 0) + step;
    activity.progress = progress > 99 ? 100 : Math.round(progress * 100) / 100;
    activity.last_activity_at = formatTimestamp(this.#recorder.at);
    if (activity.progress === 100) this.#complete(activity);
  }

  #complete(activity: RowDraft<UserActivity>): void {
    const { random } = this.#person;
    activity.completed = true;
    this.#current.splice(this.#current.indexOf(activity), 1);
    this.#finished++;
    this.#recorder.event('complete_activity', activity.activity);
    if (random.chance(0.88)) this.#addExperience(random.pick([20, 20, 30, 50]), activity.activity ?? 'Activity');
    if (this.#finished === 1) this.#recorder.reachMilestone(MILESTONE.firstActivity);
    if (this.#finished === 5) this.#recorder.reachMilestone(MILESTONE.fiveActivities);
    if (this.#finished === 10) this.#recorder.reachMilestone(MILESTONE.tenActivities);
    this.#assignActivity();
  }

  #addExperience(points: number, reason: string): void {
    this.#recorder.advance(2);
    if (!this.#recorder.event('update_experience', `+${points} XP: ${reason}`)) return;
    this.#experience += points;
    const { milestone } = this.#level();
    if (milestone) this.#recorder.reachMilestone(milestone);
  }

  #level(): (typeof LEVELS)[number] {
    return LEVELS.find(({ from }) => this.#experience >= from) ?? LEVELS[2];
  }

  /** Updates the streak of consecutive active days. */
  #recordActiveDay(day: DayNumber): void {
    this.#streak = day === this.#lastDay + 1 ? this.#streak + 1 : 1;
    this.#lastDay = day;
    if (this.#streak === 7) this.#recorder.reachMilestone(MILESTONE.weekStreak);
    if (this.#streak === 30) this.#recorder.reachMilestone(MILESTONE.monthStreak);
    if (this.#recorder.userMessages >= 100) this.#recorder.reachMilestone(MILESTONE.hundredMessages);
  }

  #updateProfile(today: DayNumber): void {
    const { random, rows } = this.#person;
    const phase = this.#onboarded ? 2 + Math.min(3, Math.floor(this.#finished / 3)) : 1;
    for (const { row } of rows) {
      row.level = this.#level().name;
      row.phase = String(phase);
      row.is_active = random.chance(0.02) ? null : today - this.#lastDay <= INACTIVE_DAYS;
    }
  }

  #pick(kind: keyof MessageTexts): string {
    return this.#person.random.pick(this.#texts[kind]);
  }
}
