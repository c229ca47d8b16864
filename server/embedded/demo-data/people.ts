import { Random, type Weighted } from './random.ts';
import { PILLARS, type Pillar } from './reference-data.ts';
import { REGIONS, type Region } from './regions.ts';
import type { User } from './tables.ts';
import { DAY, type DayNumber, formatTimestamp, HOUR, utcTime, weekdayOf } from './time.ts';

/** Activity profile of a person: duration and frequency of use. */
export interface UsagePattern {
  /** Days from signup to the last active day. */
  lifetime: number;
  /** Probability of activity on an average day. */
  frequency: number;
}

/** A person with their `users` rows, oldest first. Ids are assigned later. */
export interface Person {
  random: Random;
  region: Region;
  pillar: Pillar;
  usage: UsagePattern;
  signup: number;
  rows: { row: User; from: number }[];
}

/** Age of the product in days. */
export const HISTORY = 320;
const PEOPLE = 1990;
/** Marketing campaigns: days ago, and the peak as a multiple of an average day's signups. */
const CAMPAIGNS = [
  { ago: 34, height: 1.6 },
  { ago: 121, height: 2.2 },
  { ago: 236, height: 1.8 },
];
const WEEKDAY_SIGNUPS = [0.72, 1.22, 1.15, 1.1, 1.02, 0.95, 0.78];
/** Distribution of activity over the local hours: morning, lunch, evening. */
export const HOURS: Weighted<readonly [mean: number, deviation: number]> = [
  [[7.8, 1.1], 30],
  [[12.6, 0.9], 22],
  [[19.9, 1.7], 48],
];

/** Generates all people who signed up before `now`, unordered. */
export function generatePeople(now: Date): Person[] {
  const today = Math.floor(now.getTime() / DAY);
  const share = (ago: number) =>
    Math.exp(-ago / 150) *
    (WEEKDAY_SIGNUPS[weekdayOf(today - ago)] as number) *
    CAMPAIGNS.reduce((factor, { ago: peak, height }) => factor + height * Math.exp(-(((ago - peak) / 3) ** 2)), 1);
  const days = Array.from({ length: HISTORY }, (_, ago) => ago);
  const total = days.reduce((sum, ago) => sum + share(ago), 0);
  return days.flatMap((ago) => {
    const count = new Random(1, ago).poisson((PEOPLE * share(ago)) / total);
    return Array.from({ length: count }, (_, i) => generatePerson(today - ago, ago, i, now)).filter(
      ({ signup }) => signup < now.getTime(),
    );
  });
}

function generatePerson(day: DayNumber, ago: number, index: number, now: Date): Person {
  const random = new Random(2, ago, index);
  const region = random.weighted(REGIONS);
  const pillar = random.weighted(PILLARS);
  const signup = utcTime(region.zone, day, randomHour(random));
  const gender = random.weighted<string | null>([
    ['female', 55],
    ['male', 37],
    ['other', 2],
    [null, 5],
    ['', 1],
  ]);
  const given = random.pick(
    gender === 'male' || (gender !== 'female' && random.chance(0.5)) ? region.male : region.female,
  );
  const row: User = {
    id: 0,
    waid: generateWaid(random),
    full_name: random.chance(0.03) ? null : `${given} ${random.pick(region.family)}`,
    gender,
    pillar: random.chance(0.04) ? null : pillar.name,
    goal: random.chance(0.08) ? null : random.pick(pillar.goals),
    level: 'beginner',
    phase: '1',
    is_active: true,
    timezone: random.weighted(region.spellings),
    created_at: formatTimestamp(signup),
    onboarding_timestamp: null,
  };
  const person = { random, region, pillar, usage: generateUsage(random, ago), signup, rows: [{ row, from: signup }] };
  addDuplicateRows(person, now);
  return person;
}

/** Adds duplicate rows for some people: the same signup stored twice, or a later second signup. */
function addDuplicateRows({ random, signup, region, rows }: Person, now: Date): void {
  const first = rows[0]?.row as User;
  if (!random.chance(0.062)) return;
  for (let more = random.chance(0.12) ? 2 : 1; more > 0; more--) {
    const again = random.chance(0.35) ? signup : signup + random.exponential(25) * DAY + random.between(1, 20) * HOUR;
    const timezone = random.chance(0.3) ? random.weighted(region.spellings) : first.timezone;
    const goal = random.chance(0.3) ? null : first.goal;
    if (again < now.getTime())
      rows.push({ row: { ...first, timezone, goal, created_at: formatTimestamp(again) }, from: again });
  }
  rows.sort((a, b) => a.from - b.from);
}

/**
 * Generates a WhatsApp ID with the unassigned country code 999. Some are missing, as for test accounts.
 */
function generateWaid(random: Random): string | null {
  const number = `999${random.integer(1_000_000_000, 9_999_999_999)}`;
  return random.weighted<string | null>([
    [number, 985],
    [null, 9],
    ['', 4],
    ['  ', 2],
  ]);
}

/** Generates a usage pattern. Later signups are retained longer. */
function generateUsage(random: Random, ago: number): UsagePattern {
  const gain = 1 - ago / HISTORY;
  return random.weighted<() => UsagePattern>([
    [() => ({ lifetime: 0, frequency: 0 }), 24 - 6 * gain],
    [() => ({ lifetime: random.exponential(4), frequency: 0.5 }), 26 - 4 * gain],
    [() => ({ lifetime: random.exponential(25), frequency: 0.3 }), 26],
    [() => ({ lifetime: 10 + random.exponential(80), frequency: 0.36 }), 14 + 6 * gain],
    [() => ({ lifetime: 30 + random.exponential(200), frequency: 0.6 }), 4.5 + 3 * gain],
  ])();
}

/** Generates a local hour with a fraction. */
export function randomHour(random: Random): number {
  const [mean, deviation] = random.weighted(HOURS);
  return Math.min(Math.max(random.normal(mean, deviation), 0.05), 23.9);
}

/** Returns the person's latest row at a time. */
export function rowAt(person: Person, time: number): User {
  return (person.rows.findLast(({ from }) => from <= time) ?? person.rows[0])?.row as User;
}
