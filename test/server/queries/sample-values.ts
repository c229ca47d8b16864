/** Edge-case values that occur in real tables. */

const words = (text: string) => text.split(' ');

/** All characters with the Unicode property White_Space; then characters that resemble it. */
export const WHITE_SPACE = [
  ...'\t\n\v\f\r \u0085\u00A0\u1680\u2028\u2029\u202F\u205F\u3000',
  ...'\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A',
];
export const NO_WHITE_SPACE = [...'\u200B\uFEFF\u180E\u2060\u001C\u001F\u0008.'];

export const BLANKS = [null, '', ' ', ' \t\r\n', '\u00A0', '\u3000\u2003', '\u0085\u2028'];

export const WAIDS = [...words('a A b ab é e\u0301 \u{1F600} \uFF5E \u200B 5511 % _ \\'), ' a', 'a '];

export const NAMES = words("João JOÃO Ana_B AnaxB 100% back\\slash a.b (x O'Neil Αθ Жук");

/** Group labels. Some sort differently by UTF-16 or by a collation than by code point. */
export const VALUES = [...words('sleep Sleep étape z Z a-b \u200B \u{1F600} \uFF5E'), 'sleep ', 'a b'];

export const SENDERS = ['user', 'user', 'user', 'user', 'bot', 'bot', 'User', 'user ', 'system', '', null];

const STEPS = ['onboarding_completed', 'complete_activity', 'update_experience'];
export const EVENT_TYPES = [...STEPS, ...STEPS, 'signed_up', 'Onboarding_completed', 'settings_updated', '', null];

const TEXTS: unknown[] = ['hi', '', ' ', '\u00A0\n', 'olá \u{1F600}\n"\\', null, 7, true, ['hi'], { text: 'hi' }];
const around = (wrap: (text: unknown) => object) => TEXTS.map(wrap);
const parsed = (...texts: string[]) => texts.map((text) => JSON.parse(text));

/** Messages with a text, or another JSON value, at each path. Merging two of them tests the order of precedence. */
export const MESSAGES: object[] = [
  ...around((text) => ({ flows: { body: { text } } })),
  ...around((text) => ({ quickReply: { body: { text } } })),
  ...around((text) => ({ postback: { payload: { text, value: 'v' } } })),
  ...around((text) => ({ interactive: { button_reply: { title: text } } })),
  ...around((text) => ({ interactive: { list_reply: { title: text } } })),
  ...around((text) => ({ text: { body: text } })),
  ...around((text) => ({ button: { text } })),
  ...around((text) => ({ reaction: { emoji: text } })),
  ...around((text) => ({ image: { caption: text } })),
  ...around((text) => ({ video: { caption: text } })),
  ...around((text) => ({ document: { caption: text } })),
  ...parsed('{"flows":"hi"}', '{"flows":["body"]}', '{"flows":{"body":"text"}}', '{"flows":{"body":["text"]}}'),
  ...parsed('{"flows":null}', '{"image":{}}', '{"image":null}', '{"audio":"a"}', '{"document":0}', '{"Image":{}}'),
  ...parsed('{"video":{}}', '{"text":"hi"}', '{}', '{"sticker":{}}', '{"location":null}', '{"contacts":[]}'),
  ...parsed('{"template":{"name":"hi"}}', '{"reaction":{}}', '{"interactive":{"nfm_reply":{"body":"Sent"}}}'),
];
export const OTHER_MESSAGES: unknown[] = ['image', 'hi', 7, true, null, [], ['image'], [{ image: {} }]];

export const DAYS: unknown[] = [
  ...parsed(
    '["Monday","Wednesday"]',
    '["monday","MONDAY"]',
    '[" Friday\\t"]',
    '["Mon","Sun",""]',
    '[]',
    '[["Monday"]]',
  ),
  ...parsed('[1,null,true]', '[{"Monday":true}]', '{"Monday":true}', '{"tuesday":false,"Sunday":null}', '{}'),
  ...parsed('{"days":["Monday"]}', '"Saturday"', '"\u00A0sunday\u2003"', '"Monday,Tuesday"', '"\\"Monday\\""', '""'),
  ...parsed('null', '7', 'true'),
];

export const PROGRESS = [null, null, 0, 100, 50, '33.33', '66.675', '0.005', '-0.005', '0.0049', '1234567.89', '-12.5'];
