const words = (text: string) => text.split(' ');

/** Spellings of time zones; `naive/zones.ts` reads them. */
export const SPELLINGS = [
  ...words('America/Sao_Paulo america/sao_paulo AMERICA/HAVANA Asia/Kathmandu Pacific/Apia Australia/Lord_Howe GB'),
  ...words('Europe/London CET cet MET EET WET EST MST HST EST5EDT UTC utc GMT z Z Zulu UCT GMT+0 gmt-0 GMT0 Etc/GMT0'),
  ...words('Etc/GMT+3 etc/gmt-14 UTC-3 UTC+3 GMT+5:30 -3 +05:30 +0530 UTC-03:00 +14 -12 +00:00 -0 UTC+0 UTC-0:00'),
  ...words('-0000 +5:45 +12:45 \u22123 UTC\u20133 \uFF0D03:00 \uFF0B2 gmt\u22120330'),
  ...[' America/Sao_Paulo\n', ' Z ', '\t-3\v', 'utc +2', 'UTC + 2', 'gmt\t-\t2', 'GMT \uFF0B 5:45', '- 3', '\f+\r\n4'],
  // Invalid spellings close to valid ones.
  ...words(
    'BRT foo5 UTC-25 +530 EST5 UTC3 3 +3:5 +3:60 +3:10 +14:15 -12:15 -13 +15 +003 +00530 +5:300 ++3 UTC- UTC--3',
  ),
  ...words('UTCUTC-3 Z+3 ZZ localtime Localtime posixrules Factory posix/America/Sao_Paulo right/UTC America America/'),
  ...words("\u20103 \u20143 \uFE633 +\u0663 \uFF0B\uFF13 <-03>3 PST IST MSK Asia/Kol'kata now UTC-3.5 +1e1 \u{1F600}"),
  ...words('America/\u017Fao_Paulo Asia/Kol\u212Aata +3\u00A0 \u00A0UTC UTC\u00A0-3'),
  ...['', ' ', '- -3', 'U TC', 'GMT 0', 'UTC GMT', 'America/Sao Paulo', '+3 :00', '+ 05 30', 'UTC-3\nUTC-3'],
];

/** Time zones, each with the time of a clock change or another irregularity. */
export const CLOCK_CHANGES: [zone: string, at: string][] = [
  ['UTC', '2024-02-29T00:00:00Z'],
  // Midnight skipped, and midnight repeated.
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['America/Sao_Paulo', '2019-02-17T02:00:00Z'],
  ['America/Havana', '2024-03-10T05:00:00Z'],
  ['America/Havana', '2024-11-03T05:00:00Z'],
  ['America/Nuuk', '2024-10-27T01:00:00Z'],
  ['Atlantic/Azores', '2024-10-27T01:00:00Z'],
  // Daylight saving time by one hour, half an hour and two hours.
  ['Europe/London', '2024-03-31T01:00:00Z'],
  ['Europe/London', '2024-10-27T01:00:00Z'],
  ['CET', '2024-10-27T01:00:00Z'],
  ['Australia/Lord_Howe', '2024-04-06T15:00:00Z'],
  ['Australia/Lord_Howe', '2024-10-05T15:30:00Z'],
  ['Pacific/Chatham', '2024-04-06T14:00:00Z'],
  ['Antarctica/Troll', '2024-03-31T01:00:00Z'],
  // A day skipped; clocks put back over midnight; a permanent change of offset.
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
