import { expect, test } from 'vitest';
import { onEveryDatabase } from './fixture.ts';
import { tables } from './rows.ts';

// The text of a message in recent-messages: the shapes of the WhatsApp Cloud API.
const SHAPES: [message: string, text: string | null][] = [
  ['{"flows":{"body":{"text":"flow"}},"text":{"body":"later"}}', 'flow'],
  ['{"quickReply":{"body":{"text":"quick"}}}', 'quick'],
  ['{"postback":{"payload":{"text":"post","value":"v"}}}', 'post'],
  ['{"interactive":{"type":"button_reply","button_reply":{"id":"1","title":"Yes"}}}', 'Yes'],
  ['{"interactive":{"type":"list_reply","list_reply":{"id":"1","title":"Row","description":"d"}}}', 'Row'],
  ['{"type":"text","text":{"body":"hello"}}', 'hello'],
  ['{"button":{"payload":"p","text":"Stop"}}', 'Stop'],
  ['{"reaction":{"message_id":"m","emoji":"👍"}}', '👍'],
  ['{"image":{"id":"1","caption":"a dog"}}', 'a dog'],
  ['{"video":{"caption":"a film"}}', 'a film'],
  ['{"document":{"filename":"f.pdf","caption":"a file"}}', 'a file'],
  ['{"flows":{"body":{"text":" "}},"text":{"body":"not blank"}}', 'not blank'],
  ['{"text":{"body":7},"image":{"caption":"\\u00a0"}}', '[image]'],
  ['{"audio":{"voice":true}}', '[audio]'],
  ['{"video":{}}', '[video]'],
  ['{"document":{}}', '[document]'],
  ['{"sticker":{}}', '[sticker]'],
  ['{"location":{"latitude":1}}', '[location]'],
  ['{"contacts":[]}', '[contacts]'],
  ['{"template":{"name":"t"}}', '[template]'],
  ['{"reaction":{"message_id":"m"}}', '[reaction]'],
  ['{"interactive":{"type":"nfm_reply","nfm_reply":{"body":"Sent"}}}', '[interactive]'],
  ['{"system":{"body":"moved"}}', null],
  ['null', null],
  ['"hello"', null],
  ['7', null],
  ['["image"]', null],
];

onEveryDatabase((fixture) => {
  test.each(['jsonb', 'json', 'text'])('the text of every message shape, in a column of type %s', async (type) => {
    await fixture().createTables(tables({ messages: SHAPES.map(([message]) => ({ message })) }), [
      `alter table messages alter column message type ${type} using message::${type}`,
    ]);
    const rows = await fixture().rows('recent-messages', { as_of: '2026-11-24T12:00:00Z' });
    expect(rows.map((row) => row[6]).reverse()).toEqual(SHAPES.map(([, text]) => text));
  });

  test('text is parsed as JSON to a depth of 16, with every escape and number format', async () => {
    const nested = (levels: number) => `${'{"a":['.repeat(levels / 2)}${']}'.repeat(levels / 2)}`;
    const wrap = (value: string) => `{"text":{"body":"read"},"other":${value}}`;
    const readable = [
      ...['1', '-0.5e+10', '1E-9999', 'true', 'null', '""', '[]', '{}', '[{}, [], "]"]', '" \\" \\\\ \\/ \\b \\u00e9"'],
      ...['"\\ud83d\\ude00"', '"{[,:]}"', '"\u{1F600}\u007F"', nested(14), ' \t\r\n1 '],
    ];
    const unreadable = [
      '01',
      '.5',
      '1.',
      '+1',
      'NaN',
      "'a'",
      '"\n"',
      '"\\x"',
      '"\\u12"',
      '[1,]',
      '{"a"}',
      '{1:2}',
      '1 2',
    ];
    const texts = [...readable, ...unreadable].map((value) => ({ message: 'null', type: wrap(value) }));
    await fixture().createTables(tables({ messages: texts }), [
      'alter table messages alter column message type text using type',
    ]);
    const rows = await fixture().rows('recent-messages', { as_of: '2026-11-24T12:00:00Z' });
    expect(rows.map((row) => [row[5], row[6]]).reverse()).toEqual([
      ...readable.map((value) => [wrap(value), 'read']),
      ...unreadable.map((value) => [wrap(value), null]),
    ]);
  });
});
