import fc from 'fast-check';
import type { QueryDescription } from '../../server/contract/query.ts';

/** Parameter texts: valid, malformed and malicious. */
export const nastyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 20 }),
  fc.constantFrom(
    ...[
      '',
      ' ',
      '0',
      '-0',
      '+1',
      '1e3',
      '0x1F',
      '１',
      '٣',
      'NaN',
      'Infinity',
      '-Infinity',
      'null',
      'undefined',
      'true',
      'TRUE',
    ],
    ...['2147483647', '2147483648', '-2147483648', '9007199254740993', '1.5', '.5', '5.', '1_000', '0.1e-400'],
    ...[
      "'; drop table users; --",
      '$1',
      '$$',
      '{}',
      '[]',
      '\\',
      '\0',
      '\u{D800}',
      '😀',
      '\u202E',
      'ﬀ',
      '%00',
      '%',
      '../..',
    ],
    ...[
      'UTC',
      'Etc/GMT+3',
      'America/Sao_Paulo',
      '-03:00',
      '+14:00',
      'posixrules',
      'GMT0BST',
      'US/Pacific-New',
      'Factory',
    ],
    ...[
      '2026-11-24',
      '2026-02-30',
      '0001-01-01',
      '9999-12-31',
      '10000-01-01',
      '0000-01-01',
      '-infinity',
      'today',
      'epoch',
    ],
    ...[
      '2026-11-24T08:30:00Z',
      '2026-11-24T24:00:00Z',
      '2026-11-24T23:59:60Z',
      '0001-01-01T00:00:00+15:59',
      '294276-12-31',
    ],
    ...[
      '2026-11-24 08:30:00',
      '9999-12-31T23:59:59.999999Z',
      '2026-11-24T08:30:00.1234567Z',
      '20261124',
      '4714-11-24 BC',
    ],
  ),
  fc.integer().map(String),
  fc.double().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);

/** Values of one parameter: allowed ones, bounds, and arbitrary text. */
export function paramValue({ type, min, max, values }: QueryDescription['params'][number]): fc.Arbitrary<string> {
  const edges = [min, max].filter((bound) => bound !== null);
  const near = edges.flatMap((bound) =>
    typeof bound === 'number' ? [bound - 1, bound, bound + 1, bound + 0.5].map(String) : [String(bound)],
  );
  const [low, high] = [typeof min === 'number' ? min : -100, typeof max === 'number' ? max : 100];
  const likely: Record<typeof type, fc.Arbitrary<string>> = {
    integer: fc.integer({ min: Math.ceil(low), max: Math.floor(high) }).map(String),
    number: fc.double({ min: low, max: high, noNaN: true }).map((value) => value.toFixed(2)),
    boolean: fc.constantFrom('true', 'false'),
    text: fc.string({ unit: 'grapheme', maxLength: 30 }),
    date: day.map((date) => date.slice(0, 10)),
    timestamp: day,
    timezone: fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Kiritimati', '-11:30', '+05:45'),
    choice: fc.constantFrom(...(values?.length ? values : [''])),
  };
  const one = near.length ? [{ weight: 1, arbitrary: fc.constantFrom(...near) }] : [];
  return fc.oneof({ weight: 4, arbitrary: likely[type] }, ...one, { weight: 1, arbitrary: nastyText });
}

const day = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Values for a subset of a query's parameters. */
export function paramsOf(query: QueryDescription): fc.Arbitrary<Record<string, string>> {
  const known = fc.record(Object.fromEntries(query.params.map((param) => [param.name, paramValue(param)])), {
    requiredKeys: [],
  });
  const more = fc.dictionary(
    fc.oneof(fc.constantFrom('As_Of', '_shape', '__proto__', 'constructor'), nastyText),
    nastyText,
    {
      maxKeys: 1,
    },
  );
  return fc
    .tuple(known, fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: more }))
    .map(([params, others]) => ({ ...params, ...others }) as Record<string, string>);
}

/** Query strings: parameters in all percent-encodings, repeated and truncated ones included. */
export function searchOf(query: QueryDescription): fc.Arbitrary<string> {
  const encode = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/%20/g, '+');
  const sound = paramsOf(query).map((params) =>
    Object.entries(params)
      .map(([name, value]) => `${encode(name)}=${encode(value)}`)
      .join('&'),
  );
  const pieces = [
    '&',
    '=',
    '%',
    '%F',
    '%FF',
    '%00',
    '%ED%A0%80',
    '+',
    '_format=',
    'csv',
    'ndjson',
    '_shape=columns',
    ';',
    '?',
    '#',
  ];
  const names = query.params.map(({ name }) => name);
  const raw = fc
    .array(fc.constantFrom(...pieces, ...names, '7', 'x', 'é'), { maxLength: 12 })
    .map((parts) => parts.join(''));
  return fc.oneof({ weight: 3, arbitrary: sound }, { weight: 1, arbitrary: raw });
}

/** Arbitrary JSON, often close to a batch request. */
export function batchBody(queries: QueryDescription[]): fc.Arbitrary<string> {
  const name = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...queries.map((query) => query.name)) },
    { weight: 1, arbitrary: nastyText },
  );
  const params = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...queries).chain((query) => paramsOf(query)) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
  const etag = fc.oneof(fc.constant('"x"'), nastyText, fc.jsonValue());
  const entry = fc.oneof(
    { weight: 6, arbitrary: fc.record({ name, params, etag }, { requiredKeys: ['name'] }) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
  const batch = fc.record({ queries: fc.array(entry, { maxLength: 6 }) });
  return fc.oneof(
    { weight: 8, arbitrary: batch.map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 1, arbitrary: batch.map((body) => JSON.stringify(body).slice(0, -3)) },
  );
}
