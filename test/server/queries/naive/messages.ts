import { by, down, groupBy, up } from './order.ts';
import { inWindow } from './periods.ts';
import type { NaiveQueries } from './query.ts';
import { isBlank } from './rows-as-of.ts';
import { isoOrNull, wallClock } from './stamps.ts';
import { localTime, readZone } from './zones.ts';

export const messages: NaiveQueries = {
  'message-types': {
    columns: 'type text, sender text, messages integer',
    rows: ({ messages, asOf }, asked) => {
      const inside = messages.filter(({ at }) => inWindow(at, asOf, asked, 30));
      return [...groupBy(inside, ({ type, sender }) => JSON.stringify([type, sender])).values()]
        .map((rows) => ({ type: rows[0]?.type ?? null, sender: rows[0]?.sender ?? null, messages: rows.length }))
        .toSorted(
          by(
            down((row) => row.messages),
            up((row) => row.type),
            up((row) => row.sender),
          ),
        )
        .map((row) => [row.type, row.sender, row.messages]);
    },
  },
  'delivery-status': {
    columns: 'status text, messages integer',
    rows: ({ messages, asOf }, asked) => {
      const sent = messages.filter(({ sender, at }) => sender === 'bot' && inWindow(at, asOf, asked, 30));
      return [...groupBy(sent, ({ status }) => status)]
        .map(([status, rows]): [string | null, number] => [status, rows.length])
        .toSorted(
          by(
            down(([, count]) => count),
            up(([status]) => status),
          ),
        );
    },
  },
  'recent-messages': {
    columns: `sent_at timestamp, local_time timestamp, waid text, full_name text, sender text, type text, text text,
      status text`,
    rows: ({ messages, users }, { sender, limit }) =>
      messages
        .filter((message) => (sender ?? 'any') === 'any' || message.sender === sender)
        .toSorted(
          by(
            down(({ at }) => at),
            down(({ id }) => id),
          ),
        )
        .slice(0, limit ?? 100)
        .map(({ at, person, ...message }) => {
          const timezone = users.find(({ id }) => id === message.user_id)?.timezone ?? null;
          const zone = timezone === null ? null : readZone(timezone);
          const local = at === null || zone === null ? null : wallClock(localTime(at, zone).clock);
          const { waid, profile } = person ?? { waid: null, profile: null };
          const text = textOf(message.message);
          return [
            isoOrNull(at),
            local,
            waid,
            profile?.full_name ?? null,
            message.sender,
            message.type,
            text,
            message.status,
          ];
        }),
  },
  conversation: {
    columns: 'sent_at timestamp, sender text, type text, text text, status text',
    rows: ({ messages }, { waid, limit }) =>
      messages
        .filter(({ person }) => person !== null && person.waid === waid)
        .toSorted(
          by(
            down(({ at }) => at),
            down(({ id }) => id),
          ),
        )
        .slice(0, limit ?? 200)
        .toReversed()
        .map(({ at, sender, type, message, status }) => [isoOrNull(at), sender, type, textOf(message), status]),
  },
};

/** Paths to a text, in order of precedence. */
const TEXT_PATHS = [
  ...['flows.body.text', 'quickReply.body.text', 'postback.payload.text', 'interactive.button_reply.title'],
  ...['interactive.list_reply.title', 'text.body', 'button.text', 'reaction.emoji'],
  ...['image.caption', 'video.caption', 'document.caption'],
];
const KINDS = [
  ...['image', 'audio', 'video', 'document', 'sticker', 'location', 'contacts', 'template', 'reaction', 'interactive'],
];

function textOf(json: string | null): string | null {
  const message: unknown = json === null ? null : JSON.parse(json);
  if (!isObject(message)) return null;
  for (const path of TEXT_PATHS) {
    const text = path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), message);
    if (typeof text === 'string' && !isBlank(text)) return text;
  }
  const kind = KINDS.find((key) => key in message);
  return kind === undefined ? null : `[${kind}]`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
