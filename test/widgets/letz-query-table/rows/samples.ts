import fc from 'fast-check';
import type { ColumnType } from '../../../../server/contract/column.ts';
import type { Value } from '../../../../server/contract/value.ts';

/** A value as sent by the gateway, with its naively computed sort key. */
export interface Sample {
  value: Value;
  /** Null for null. */
  rank: bigint | string | null;
}

const BEYOND_ALL = 10n ** 1500n;

/** A number's text as an integer multiple of the smallest unit of the samples. */
export function exact(text: string): bigint {
  if (text === 'NaN') return 2n * BEYOND_ALL;
  if (text.endsWith('Infinity')) return text.startsWith('-') ? -BEYOND_ALL : BEYOND_ALL;
  const [mantissa = '', exponent = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return BigInt(whole + fraction) * 10n ** BigInt(500 + Number(exponent) - fraction.length);
}

const number = fc
  .oneof(
    fc.integer({ min: -20, max: 20 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.double({ min: -1000, max: 1000, noNaN: true }).map((value) => Math.round(value * 100) / 100),
    fc.constantFrom(0, -0, -0.5, 0.5, -1e300, 1e300, 5e-324, -5e-324, 2 ** 53, -(2 ** 53), 1e21, 1e-7),
  )
  .map((value): Sample => ({ value, rank: exact(String(value)) }));

/** Numbers that a double cannot hold are sent as text. */
const digits = fc
  .oneof(
    fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }).map(String),
    fc.bigInt({ min: -(2n ** 53n) - 3n, max: -(2n ** 53n) + 3n }).map(String),
    fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat()).map(([whole, part]) => `${whole}.${part}`),
    fc.constantFrom(
      'NaN',
      'Infinity',
      '-Infinity',
      '-0.1',
      '-0.10',
      '-0.10000000000000000001',
      `1${'0'.repeat(400)}`,
      `-1${'0'.repeat(400)}`,
    ),
  )
  .map((value): Sample => ({ value, rank: exact(value) }));

const pad = (value: number, length: number) => String(value).padStart(length, '0');

/** Days from 4713 BC on, with duplicates. */
const day = fc
  .record({
    year: fc.oneof(
      fc.integer({ min: 2024, max: 2026 }),
      fc.constantFrom(-43, 1000, 9999, 10_000),
      fc.integer({ min: -4712, max: 20_000 }),
    ),
    month: fc.constantFrom(2, 12),
    date: fc.constantFrom(1, 9, 28),
  })
  .map(({ year, month, date }) => ({
    rank: BigInt(year * 10_000 + (month * 100 + date)),
    text: `${pad(year > 0 ? year : 1 - year, 4)}-${pad(month, 2)}-${pad(date, 2)}`,
    era: year > 0 ? '' : ' BC',
    iso: year > 0 && year < 10_000,
  }));

const endless = fc.constantFrom<Sample>(
  { value: 'infinity', rank: 10n ** 30n },
  { value: '-infinity', rank: -(10n ** 30n) },
);

const date = fc.oneof(
  { weight: 9, arbitrary: day.map(({ text, era, rank }): Sample => ({ value: text + era, rank })) },
  endless,
);

const timestamp = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(day, fc.oneof(fc.integer({ min: 0, max: 86_399_999_999 }), fc.constantFrom(0, 1, 10, 43_200_000_000)))
      .map(([{ text, era, iso, rank }, micros]): Sample => {
        const [hour, minute, second] = [3600e6, 60e6, 1e6].map((unit, at) =>
          pad(Math.floor(micros / unit) % (at ? 60 : 24), 2),
        );
        const fraction = pad(micros % 1e6, 6).replace(/0+$/, '');
        const time = `${hour}:${minute}:${second}${fraction && `.${fraction}`}`;
        // Text of PostgreSQL for dates outside of ISO 8601.
        const value = iso ? `${text}T${time}Z` : `${text} ${time}+00${era}`;
        return { value, rank: rank * 86_400_000_000n + BigInt(micros) };
      }),
  },
  endless,
);

const text = fc
  .oneof(
    fc.constantFrom(
      '',
      'a',
      'A',
      'á',
      'a\u0301',
      'b',
      'ab',
      'Ab',
      'name 9',
      'name 10',
      'zebra',
      'ö',
      '\u0000',
      '-',
      '10',
      '9',
    ),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  )
  .map((value): Sample => ({ value, rank: value }));

const boolean = fc.boolean().map((value): Sample => ({ value, rank: BigInt(value) }));

/** Values of each type, null among them. */
export const samples: Record<Exclude<ColumnType, 'json'>, fc.Arbitrary<Sample>> = Object.fromEntries(
  Object.entries({ integer: number, number: fc.oneof(number, digits), date, timestamp, text, boolean }).map(
    ([type, some]) => [
      type,
      fc.oneof(
        { weight: 8, arbitrary: some },
        { weight: 1, arbitrary: fc.constant<Sample>({ value: null, rank: null }) },
      ),
    ],
  ),
) as Record<Exclude<ColumnType, 'json'>, fc.Arbitrary<Sample>>;
