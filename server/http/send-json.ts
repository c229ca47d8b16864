import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Answer, Body } from '../answers/answer.ts';
import {
  acceptedCoding,
  compress,
  compressAnswer,
  compressStream,
  isWorthCompressing,
} from '../answers/compression.ts';
import type { ResponseBudget } from '../answers/response-budget.ts';
import { matchesEtag } from './etag.ts';

const JSON_TYPE = 'application/json';

/** Sends a value as JSON, compressed if the client accepts it. */
export async function sendJson(c: Context, value: unknown): Promise<Response> {
  return sendBody(c, JSON.stringify(value));
}

/** Sends JSON text, compressed if it is long enough and the client accepts it. */
export async function sendBody(c: Context, body: Body): Promise<Response> {
  c.header('Content-Type', JSON_TYPE);
  const coding = isWorthCompressing(body) ? acceptedCoding(c.req.header('Accept-Encoding')) : undefined;
  if (!coding) return c.body(body);
  c.header('Content-Encoding', coding);
  return c.body(await compress(body, coding));
}

/** Sends a stream, compressed if the client accepts it. */
export function sendStream(c: Context, body: ReadableStream<Uint8Array>, type: string, length?: number): Response {
  c.header('Content-Type', type);
  const coding = acceptedCoding(c.req.header('Accept-Encoding'));
  if (coding) {
    c.header('Content-Encoding', coding);
    return c.body(compressStream(body, coding));
  }
  if (length !== undefined) c.header('Content-Length', String(length));
  return c.body(body);
}

/** Sends an answer, or 304 if the client has it. Its compressed forms are kept with it. */
export async function sendAnswer(c: Context, answer: Answer, budget: ResponseBudget): Promise<Response> {
  const coding = isWorthCompressing(answer.body) ? acceptedCoding(c.req.header('Accept-Encoding')) : undefined;
  // A strong validator is of one representation; the codings share a weak one.
  c.header('ETag', coding ? `W/${answer.etag}` : answer.etag);
  if (matchesEtag(c.req.header('If-None-Match'), answer.etag)) return c.body(null, 304);
  const body = coding ? await compressAnswer(answer, coding) : answer.body;
  if (typeof answer.body !== 'string') budget.open(c.env as Partial<HttpBindings> | undefined)(body);
  c.header('Content-Type', JSON_TYPE);
  if (coding) c.header('Content-Encoding', coding);
  return c.body(body);
}
