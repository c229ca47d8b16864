import { DAY, type DayNumber, HOUR, momentOf, stampOf, weekdayOf } from './clock.ts';
import { PLACES, type Place } from './places.ts';
import { PILLARS, type Pillar } from './programme.ts';
import { Random, type Weighted } from './random.ts';
import type { User } from './tables.ts';

/** How long and how often somebody keeps writing. */
export interface Habit {
  /** Days from signup to the last one. */
  lifetime: number;
  /** Chance that an ordinary day is an active one. */
  frequency: number;
}

/** Somebody, with all their rows of `users` (ids come later), oldest first. */
export interface Person {
  random: Random;
  place: Place;
  pillar: Pillar;
  habit: Habit;
  signup: number;
  rows: { row: User; from: number }[];
}

/** Age of the product in days. */
export const HISTORY = 320;
const PEOPLE = 1990;
/** Days ago of the campaigns, and how many times an ordinary day's signups they brought at their height. */
const CAMPAIGNS = [
  { ago: 34, height: 1.6 },
  { ago: 121, height: 2.2 },
  { ago: 236, height: 1.8 },
];
const WEEKDAY_SIGNUPS = [0.72, 1.22, 1.15, 1.1, 1.02, 0.95, 0.78];
/** Signups and writing over a day, by local hour: morning, lunch, evening. */
export const HOURS: Weighted<readonly [mean: number, deviation: number]> = [
  [[7.8, 1.1], 30],
  [[12.6, 0.9], 22],
  [[19.9, 1.7], 48],
];

/** All who signed up before `now`, in no particular order. */
export function makePeople(now: Date): Person[] {
  const today = Math.floor(now.getTime() / DAY);
  const share = (ago: number) =>
    Math.exp(-ago / 150) *
    (WEEKDAY_SIGNUPS[weekdayOf(today - ago)] as number) *
    CAMPAIGNS.reduce((factor, { ago: peak, height }) => factor + height * Math.exp(-(((ago - peak) / 3) ** 2)), 1);
  const days = Array.from({ length: HISTORY }, (_, ago) => ago);
  const total = days.reduce((sum, ago) => sum + share(ago), 0);
  return days.flatMap((ago) => {
    const count = new Random(1, ago).poisson((PEOPLE * share(ago)) / total);
    return Array.from({ length: count }, (_, i) => makePerson(today - ago, ago, i, now)).filter(
      ({ signup }) => signup < now.getTime(),
    );
  });
}

function makePerson(day: DayNumber, ago: number, index: number, now: Date): Person {
  const random = new Random(2, ago, index);
  const place = random.weighted(PLACES);
  const pillar = random.weighted(PILLARS);
  const signup = momentOf(place.zone, day, randomHour(random));
  const gender = random.weighted<string | null>([
    ['female', 55],
    ['male', 37],
    ['other', 2],
    [null, 5],
    ['', 1],
  ]);
  const given = random.pick(
    gender === 'male' || (gender !== 'female' && random.chance(0.5)) ? place.male : place.female,
  );
  const row: User = {
    id: 0,
    waid: makeWaid(random),
    full_name: random.chance(0.03) ? null : `${given} ${random.pick(place.family)}`,
    gender,
    pillar: random.chance(0.04) ? null : pillar.name,
    goal: random.chance(0.08) ? null : random.pick(pillar.goals),
    level: 'beginner',
    phase: '1',
    is_active: true,
    timezone: random.weighted(place.spellings),
    created_at: stampOf(signup),
    onboarding_timestamp: null,
  };
  const person = { random, place, pillar, habit: makeHabit(random, ago), signup, rows: [{ row, from: signup }] };
  repeatSignup(person, now);
  return person;
}

/** Some people end up with more rows: sent twice in the same instant, or signed up again with another phone. */
function repeatSignup({ random, signup, place, rows }: Person, now: Date): void {
  const first = rows[0]?.row as User;
  if (!random.chance(0.062)) return;
  for (let more = random.chance(0.12) ? 2 : 1; more > 0; more--) {
    const again = random.chance(0.35) ? signup : signup + random.exponential(25) * DAY + random.between(1, 20) * HOUR;
    const timezone = random.chance(0.3) ? random.weighted(place.spellings) : first.timezone;
    const goal = random.chance(0.3) ? null : first.goal;
    if (again < now.getTime())
      rows.push({ row: { ...first, timezone, goal, created_at: stampOf(again) }, from: again });
  }
  rows.sort((a, b) => a.from - b.from);
}

/**
 * Country code 999 belongs to no country, so no telephone has such a number. Some rows have none: test accounts and
 * people who came by the web.
 */
function makeWaid(random: Random): string | null {
  const number = `999${random.integer(1_000_000_000, 9_999_999_999)}`;
  return random.weighted<string | null>([
    [number, 985],
    [null, 9],
    ['', 4],
    ['  ', 2],
  ]);
}

/** Newer people stay longer: the product got better. */
function makeHabit(random: Random, ago: number): Habit {
  const gain = 1 - ago / HISTORY;
  return random.weighted<() => Habit>([
    [() => ({ lifetime: 0, frequency: 0 }), 24 - 6 * gain],
    [() => ({ lifetime: random.exponential(4), frequency: 0.5 }), 26 - 4 * gain],
    [() => ({ lifetime: random.exponential(25), frequency: 0.3 }), 26],
    [() => ({ lifetime: 10 + random.exponential(80), frequency: 0.36 }), 14 + 6 * gain],
    [() => ({ lifetime: 30 + random.exponential(200), frequency: 0.6 }), 4.5 + 3 * gain],
  ])();
}

/** A local hour with a fraction, within the day. */
export function randomHour(random: Random): number {
  const [mean, deviation] = random.weighted(HOURS);
  return Math.min(Math.max(random.normal(mean, deviation), 0.05), 23.9);
}

/** The row that is in use at a moment: the latest there is. */
export function rowAt(person: Person, moment: number): User {
  return (person.rows.findLast(({ from }) => from <= moment) ?? person.rows[0])?.row as User;
}
