/** Values that real tables hold and that a query may stumble over. */

/** White space by Unicode's book, all of it; then what only looks like it. */
export const WHITE_SPACE = [
  ...[
    '\t',
    '\n',
    '\v',
    '\f',
    '\r',
    ' ',
    '\u0085',
    '\u00A0',
    '\u1680',
    '\u2028',
    '\u2029',
    '\u202F',
    '\u205F',
    '\u3000',
  ],
  ...['\u2000', '\u2001', '\u2002', '\u2003', '\u2004', '\u2005', '\u2006', '\u2007', '\u2008', '\u2009', '\u200A'],
];
export const NO_WHITE_SPACE = ['\u200B', '\uFEFF', '\u180E', '\u2060', '\u001C', '\u001F', '\u0008', '.'];

export const BLANKS = [null, '', ' ', ' \t\r\n', '\u00A0', '\u3000\u2003', '\u0085\u2028'];

export const WAIDS = [
  'a',
  'A',
  'b',
  'ab',
  ' a',
  'a ',
  '\u00E9',
  'e\u0301',
  '\u{1F600}',
  '\uFF5E',
  '\u200B',
  '5511',
  '%',
  '_',
  '\\',
];

export const NAMES = [
  'Jo\u00E3o',
  'JO\u00C3O',
  'Ana_B',
  'AnaxB',
  '100%',
  'back\\slash',
  'a.b',
  '(x',
  "O'Neil",
  '\u0391\u03B8',
  '\u0416\u0443\u043A',
];

/** Texts by which people are grouped. The last two sort otherwise by UTF-16 than by code point. */
export const VALUES = [
  'sleep',
  'Sleep',
  'sleep ',
  '\u00E9tape',
  'z',
  'Z',
  'a b',
  'a-b',
  '\u200B',
  '\u{1F600}',
  '\uFF5E',
];

export const SENDERS = ['user', 'user', 'user', 'user', 'bot', 'bot', 'User', 'user ', 'system', '', null];

export const EVENT_TYPES = [
  ...['onboarding_completed', 'complete_activity', 'update_experience'],
  ...['onboarding_completed', 'complete_activity', 'update_experience'],
  ...['Onboarding_completed', 'settings_updated', '', null],
];

const TEXTS: unknown[] = ['hi', '', ' ', 'ol\u00E1 \u{1F600}\n"\\', null, 7, true, ['hi'], { text: 'hi' }];
const bodies = (wrap: (text: unknown) => object) => TEXTS.map(wrap);

/** Messages with a text, or something else, in each place. `merge` two of them and there are two to choose from. */
export const MESSAGES: object[] = [
  ...bodies((text) => ({ flows: { body: { text } } })),
  ...bodies((text) => ({ quickReply: { body: { text } } })),
  ...bodies((text) => ({ postback: { payload: { text, value: 'v' } } })),
  ...bodies((text) => ({ interactive: { button_reply: { title: text } } })),
  ...[
    { flows: 'hi' },
    { flows: ['body'] },
    { flows: { body: 'text' } },
    { flows: { body: ['text'] } },
    { flows: null },
  ],
  ...[
    { image: {} },
    { image: null },
    { audio: 'a' },
    { document: 0 },
    { Image: {} },
    { video: {} },
    { text: 'hi' },
    {},
  ],
];
export const OTHER_MESSAGES: unknown[] = ['image', 'hi', 7, true, null, [], ['image'], [{ image: {} }]];

export const DAYS: unknown[] = [
  ...[
    ['Monday', 'Wednesday'],
    ['monday', 'MONDAY'],
    [' Friday\t'],
    ['Mon', 'Sun', ''],
    [],
    [1, null, true],
    [['Monday']],
  ],
  ...[{ Monday: true }, { tuesday: false, Sunday: null }, { days: ['Monday'] }, {}, [{ Monday: true }]],
  ...['Saturday', '\u00A0sunday\u2003', 'Monday,Tuesday', '"Monday"', '', null, 7, true],
];

export const PROGRESS = [null, null, 0, 100, 50, '33.33', '66.675', '0.005', '-0.005', '0.0049', '1234567.89', '-12.5'];

/** Spellings of zones; `naive/zones.ts` says which of them mean what. */
export const ZONES = [
  ...[
    'America/Sao_Paulo',
    'america/sao_paulo',
    ' America/Sao_Paulo\n',
    'AMERICA/HAVANA',
    'Asia/Kathmandu',
    'Pacific/Apia',
  ],
  ...['Australia/Lord_Howe', 'Europe/London', 'GB', 'CET', 'cet', 'MET', 'EET', 'WET', 'EST', 'MST', 'HST', 'EST5EDT'],
  ...[
    'UTC',
    'utc',
    'GMT',
    'z',
    'Z',
    ' Z ',
    'Zulu',
    'UCT',
    'GMT+0',
    'gmt-0',
    'GMT0',
    'Etc/GMT+3',
    'etc/gmt-14',
    'Etc/GMT0',
  ],
  ...[
    'UTC-3',
    'UTC+3',
    'GMT+5:30',
    '-3',
    '+05:30',
    '+0530',
    'UTC-03:00',
    'utc +2',
    'UTC + 2',
    'gmt\t-\t2',
    '+14',
    '-12',
  ],
  ...[
    '\u22123',
    'UTC\u20133',
    '\uFF0D03:00',
    'GMT \uFF0B 5:45',
    '+00:00',
    '-0',
    'UTC+0',
    'UTC-0:00',
    '-0000',
    '+5:45',
    '+12:45',
  ],
  // Anything else, however near.
  ...[
    'BRT',
    'foo5',
    'UTC-25',
    '+530',
    'EST5',
    '',
    ' ',
    'UTC3',
    '3',
    '+3:5',
    '+3:60',
    '+3:10',
    '+14:15',
    '-12:15',
    '-13',
  ],
  ...[
    '+15',
    '+003',
    '+00530',
    '+5:300',
    '++3',
    '- -3',
    'UTC-',
    'UTC--3',
    'UTCUTC-3',
    'UTC GMT',
    'Z+3',
    'ZZ',
    'U TC',
    'GMT 0',
  ],
  ...['localtime', 'Localtime', 'posixrules', 'Factory', 'posix/America/Sao_Paulo', 'right/UTC', 'America', 'America/'],
  ...[
    'America/Sao Paulo',
    '\u00A0UTC',
    'UTC\u00A0-3',
    '\u20103',
    '\u2014 3',
    '\uFE63 3',
    '+\u0663',
    '\uFF0B\uFF13',
    '<-03>3',
  ],
  ...[
    'PST',
    'IST',
    'MSK',
    'America/\u017Fao_Paulo',
    'Asia/Kol\u212Aata',
    "Asia/Kol'kata",
    'now',
    'UTC-3.5',
    '+1e1',
    '\u{1F600}',
  ],
];

/** Zones to ask in, each with a moment at which its clocks do something odd. */
export const ODD_MOMENTS: [zone: string, at: string][] = [
  ['UTC', '2024-02-29T00:00:00Z'],
  // Midnight left out, and two midnights.
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['America/Sao_Paulo', '2019-02-17T02:00:00Z'],
  ['America/Havana', '2024-03-10T05:00:00Z'],
  ['America/Havana', '2024-11-03T05:00:00Z'],
  ['America/Nuuk', '2024-10-27T01:00:00Z'],
  ['Atlantic/Azores', '2024-10-27T01:00:00Z'],
  // Summer time, by name, by half an hour, by two hours.
  ['Europe/London', '2024-03-31T01:00:00Z'],
  ['Europe/London', '2024-10-27T01:00:00Z'],
  ['CET', '2024-10-27T01:00:00Z'],
  ['Australia/Lord_Howe', '2024-04-06T15:00:00Z'],
  ['Australia/Lord_Howe', '2024-10-05T15:30:00Z'],
  ['Pacific/Chatham', '2024-04-06T14:00:00Z'],
  ['Antarctica/Troll', '2024-03-31T01:00:00Z'],
  // A day left out; a date that comes twice, at a minute past midnight; an offset changed for good.
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['America/St_Johns', '2010-11-07T02:31:00Z'],
  ['America/Goose_Bay', '2010-11-07T03:01:00Z'],
  ['Antarctica/Casey', '2020-10-03T16:01:00Z'],
  ['Asia/Gaza', '2011-03-31T22:01:00Z'],
  ['Asia/Kathmandu', '1985-12-31T18:30:00Z'],
  ['America/Caracas', '2016-05-01T07:00:00Z'],
  // Offsets far from UTC.
  ['UTC-3', '2024-01-01T03:00:00Z'],
  ['+14:00', '2026-12-31T10:00:00Z'],
  ['\u221212', '2026-11-24T12:00:00Z'],
  ['GMT+5:30', '2031-06-30T18:30:00Z'],
  ['Etc/GMT+3', '2026-11-24T03:00:00Z'],
  ['Pacific/Marquesas', '2026-03-01T09:30:00Z'],
];
