/** Time in microseconds since 1970, UTC. Integers have neither time zone nor rounding errors. */
export type Moment = bigint;

export const SECOND = 1_000_000n;
export const MINUTE = 60n * SECOND;
export const HOUR = 60n * MINUTE;
export const DAY = 24n * HOUR;

/** Reads `2026-11-24 08:30:00.123456` or `2026-11-24T08:30:00.123456Z`. */
export function moment(stamp: string): Moment {
  const [whole = '', fraction = ''] = stamp.replace(' ', 'T').replace('Z', '').split('.');
  return BigInt(Date.parse(`${whole}Z`)) * 1000n + BigInt(fraction.padEnd(6, '0'));
}

export function momentOrNull(stamp: string | null): Moment | null {
  return stamp === null ? null : moment(stamp);
}

/** The earliest time; nulls are ignored, null without any. */
export const earliest = (moments: (Moment | null)[]) => inOrder(moments)[0] ?? null;
export const latest = (moments: (Moment | null)[]) => inOrder(moments).at(-1) ?? null;

function inOrder(moments: (Moment | null)[]): Moment[] {
  return moments.filter((at) => at !== null).toSorted((a, b) => Number(a - b));
}

/** `2026-11-24T08:30:00.5`: the format of results without the `Z`. */
export function wallClock(at: Moment): string {
  const seconds = floorDivide(at, SECOND);
  const fraction = String(at - seconds * SECOND).padStart(6, '0');
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return `${whole}.${fraction}`.replace(/\.?0+$/, '');
}

/** `2026-11-24T08:30:00.5Z`. */
export const iso = (at: Moment) => `${wallClock(at)}Z`;
export const isoOrNull = (at: Moment | null) => (at === null ? null : iso(at));

/** A calendar day by its number since 1970-01-01, which was a Thursday. */
export type Day = number;

export const dayText = (day: Day) => new Date(day * 86_400_000).toISOString().slice(0, 10);
/** 0 is Sunday. */
export const weekday = (day: Day) => (((day + 4) % 7) + 7) % 7;

export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}
