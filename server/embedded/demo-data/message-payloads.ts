import type { Random, Weighted } from './random.ts';
import type { Json } from './tables.ts';

/** The type and payload of a message row. */
export interface MessageContent {
  type: string | null;
  message: Json | null;
}

const content = (type: string, message: unknown): MessageContent => ({ type, message: JSON.stringify(message) });

export const text = (line: string) => content('text', { flows: { body: { text: line } } });

export const quickReply = (line: string) => content('quick_reply', { quickReply: { body: { text: line } } });

export const postback = (line: string, value: string) =>
  content('button', { postback: { payload: { text: line, value } } });

export const interactive = (title: string, id: string) =>
  content('interactive', { interactive: { type: 'button_reply', button_reply: { id, title } } });

export const image = (id: number) => content('image', { image: { id: `demo-${id}`, mime_type: 'image/jpeg' } });

export const audio = (id: number) =>
  content('audio', { audio: { id: `demo-${id}`, mime_type: 'audio/ogg', voice: true } });

export const document = (id: number) =>
  content('document', { document: { id: `demo-${id}`, mime_type: 'application/pdf', filename: 'meal-plan.pdf' } });

/** Payloads without text, as logs of several years contain them. */
const OTHER_PAYLOADS: Weighted<MessageContent> = [
  [{ type: 'unsupported', message: null }, 4],
  [{ type: 'unsupported', message: 'null' }, 2],
  [{ type: null, message: '"sticker"' }, 2],
  [content('location', { location: { latitude: 0, longitude: 0 } }), 3],
  [content('contacts', []), 1],
  [content('reaction', { reaction: { emoji: '❤️' } }), 5],
];

/** Generates a message that is neither text nor a button. */
export function attachment(random: Random): MessageContent {
  const id = random.integer(1, 1e9);
  const kind = random.weighted([
    [image, 60],
    [audio, 25],
    [document, 6],
    [null, 9],
  ] as const);
  return kind ? kind(id) : random.weighted(OTHER_PAYLOADS);
}
