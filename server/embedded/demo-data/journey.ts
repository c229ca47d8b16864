import { type DayNumber, dayOf, MINUTE, momentOf, stampOf, weekdayOf } from './clock.ts';
import { Diary, type Draft, type Traces } from './diary.ts';
import * as content from './messages.ts';
import { type Person, randomHour } from './people.ts';
import { PHRASES, type Phrases } from './phrases.ts';
import { LEVELS, MILESTONE, WEEKDAYS } from './programme.ts';
import type { Json, UserActivity } from './tables.ts';

/** How ready people are to write, Sunday to Saturday. */
const WEEKDAY_ACTIVITY = [0.8, 1.12, 1.1, 1.06, 1.02, 0.94, 0.78];
/** Days of silence after which the bot writes. */
const COME_BACK = [3, 7, 14];
/** Days of silence after which a person no longer counts as active. */
const INACTIVE = 30;

/** One person's life with the bot, day by day from signup. */
export class Journey {
  #person: Person;
  #diary: Diary;
  #phrases: Phrases;
  #onboarded = false;
  #experience = 0;
  #finished = 0;
  #streak = 0;
  #lastDay: DayNumber = 0;
  #current: Draft<UserActivity>[] = [];

  constructor(person: Person, now: Date, traces: Traces) {
    this.#person = person;
    this.#diary = new Diary(person, now, traces);
    this.#phrases = PHRASES[person.place.language];
  }

  /** Lives until the end of the day `today`, in the person's own zone. */
  live(today: DayNumber): void {
    const { random, place, habit, signup } = this.#person;
    const first = dayOf(place.zone, signup);
    this.#lastDay = first - 1;
    for (let day = first; day <= today; day++) {
      const age = day - first;
      const eager = 1 + 0.7 * Math.exp(-age / 2);
      const weekday = WEEKDAY_ACTIVITY[weekdayOf(day)] as number;
      if (age === 0) this.#firstDay();
      else if (age <= habit.lifetime && random.chance(habit.frequency * eager * weekday)) this.#activeDay(day);
      else this.#quietDay(day);
    }
    this.#updateProfile(today);
  }

  #firstDay(): void {
    const { random, place, signup } = this.#person;
    this.#diary.at = signup + random.between(5, 90) * 1000;
    this.#diary.bot(content.text(this.#pick('welcome')));
    if (random.chance(0.07)) return;
    this.#diary.user(content.text(this.#pick('hello')));
    this.#mark(dayOf(place.zone, this.#diary.at));
    this.#diary.reach(MILESTONE.hello);
    this.#onboard(0.6);
  }

  #activeDay(day: DayNumber): void {
    const { random, place } = this.#person;
    const hours = Array.from({ length: random.chance(0.16) ? 2 : 1 }, () => randomHour(random)).sort((a, b) => a - b);
    for (const hour of hours) {
      this.#diary.at = Math.max(momentOf(place.zone, day, hour), this.#diary.at + MINUTE);
      if (!this.#onboarded) {
        this.#diary.user(content.text(this.#pick('hello')));
        this.#diary.reach(MILESTONE.hello);
        this.#onboard(0.12);
      } else if (random.chance(0.72)) this.#checkIn();
      else this.#ask();
    }
    this.#mark(day);
  }

  #quietDay(day: DayNumber): void {
    const { random, place } = this.#person;
    const silence = day - this.#lastDay;
    this.#diary.at = momentOf(place.zone, day, 9 + random.next() / 4);
    if (COME_BACK.includes(silence)) this.#diary.bot(content.interactive(this.#pick('comeBack'), 'come-back'));
    else if (this.#onboarded && silence < 3 && random.chance(0.17)) this.#diary.bot(content.text(this.#pick('nudge')));
  }

  /** Questions and answers, of which some people have enough midway. */
  #onboard(stays: number): void {
    const { random, rows } = this.#person;
    const { question } = this.#phrases;
    const answered = random.chance(stays) ? question.length : random.integer(0, question.length - 1);
    for (const line of question.slice(0, answered)) {
      this.#diary.bot(content.quickReply(line));
      this.#diary.user(content.quickReply(this.#pick('choice')));
    }
    if (answered < question.length) return;
    this.#diary.wait(20);
    if (!this.#diary.event('onboarding_completed', 'Plan set up')) return;
    this.#onboarded = true;
    for (const { row } of rows) row.onboarding_timestamp = stampOf(this.#diary.at);
    this.#diary.reach(MILESTONE.onboarded);
    for (let i = random.integer(1, 3); i > 0; i--) this.#assign();
    // A short quiz earns the first points, before any activity.
    if (random.chance(0.02)) this.#earn(10, 'Quiz');
  }

  #checkIn(): void {
    const { random } = this.#person;
    const answer = random.chance(0.55)
      ? content.postback(this.#pick('button'), 'check-in')
      : content.text(this.#pick('report'));
    this.#diary.bot(content.quickReply(this.#pick('checkIn')));
    this.#diary.user(answer);
    if (random.chance(0.13)) this.#diary.user(content.attachment(random));
    const activity = random.pick(this.#current);
    if (activity && random.chance(0.8)) this.#advance(activity);
    this.#diary.bot(content.text(this.#pick('praise')));
  }

  #ask(): void {
    const { random } = this.#person;
    for (let i = random.integer(1, 3); i > 0; i--) {
      this.#diary.user(content.text(this.#pick('ask')));
      this.#diary.bot(content.text(this.#pick('answer')));
    }
    if (random.chance(0.3)) this.#diary.user(content.interactive(this.#pick('button'), 'more'));
    if (random.chance(0.06)) this.#diary.event('settings_updated', random.pick(['Reminder hour', 'Goal', 'Time zone']));
  }

  #assign(): void {
    const { random, pillar } = this.#person;
    const activity = this.#diary.activity({
      activity: random.chance(0.01) ? null : random.pick(pillar.activities),
      progress: random.chance(0.04) ? null : 0,
      days: this.#schedule(),
    });
    if (activity) this.#current.push(activity);
  }

  /** Weekdays in every shape that versions of the app have stored them in. */
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

  #advance(activity: Draft<UserActivity>): void {
    const { random } = this.#person;
    this.#diary.wait(30);
    const step = random.pick([20, 25, 33.33, 33.33, 50, 100]);
    if (this.#diary.inFuture) return;
    const progress = Number(activity.progress ?? 0) + step;
    activity.progress = progress > 99 ? 100 : Math.round(progress * 100) / 100;
    activity.last_activity_at = stampOf(this.#diary.at);
    if (activity.progress === 100) this.#complete(activity);
  }

  #complete(activity: Draft<UserActivity>): void {
    const { random } = this.#person;
    activity.completed = true;
    this.#current.splice(this.#current.indexOf(activity), 1);
    this.#finished++;
    this.#diary.event('complete_activity', activity.activity);
    if (random.chance(0.88)) this.#earn(random.pick([20, 20, 30, 50]), activity.activity ?? 'Activity');
    if (this.#finished === 1) this.#diary.reach(MILESTONE.firstActivity);
    if (this.#finished === 5) this.#diary.reach(MILESTONE.fiveActivities);
    if (this.#finished === 10) this.#diary.reach(MILESTONE.tenActivities);
    this.#assign();
  }

  #earn(points: number, reason: string): void {
    this.#diary.wait(2);
    if (!this.#diary.event('update_experience', `+${points} XP: ${reason}`)) return;
    this.#experience += points;
    const { milestone } = this.#level();
    if (milestone) this.#diary.reach(milestone);
  }

  #level(): (typeof LEVELS)[number] {
    return LEVELS.find(({ from }) => this.#experience >= from) ?? LEVELS[2];
  }

  /** Counts days in a row. */
  #mark(day: DayNumber): void {
    this.#streak = day === this.#lastDay + 1 ? this.#streak + 1 : 1;
    this.#lastDay = day;
    if (this.#streak === 7) this.#diary.reach(MILESTONE.weekStreak);
    if (this.#streak === 30) this.#diary.reach(MILESTONE.monthStreak);
    if (this.#diary.userMessages >= 100) this.#diary.reach(MILESTONE.hundredMessages);
  }

  #updateProfile(today: DayNumber): void {
    const { random, rows } = this.#person;
    const phase = this.#onboarded ? 2 + Math.min(3, Math.floor(this.#finished / 3)) : 1;
    for (const { row } of rows) {
      row.level = this.#level().name;
      row.phase = String(phase);
      row.is_active = random.chance(0.02) ? null : today - this.#lastDay <= INACTIVE;
    }
  }

  #pick(part: keyof Phrases): string {
    return this.#person.random.pick(this.#phrases[part]);
  }
}
