import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { type Answer, etagOf, toBody } from './answer.ts';
import { compressAnswer, isWorthCompressing } from './compression.ts';

/** First byte of a stored answer: how its body is stored. */
const [PLAIN, BROTLI] = [0, 1];
/** Longest stored answer in bytes. */
const MAX_BYTES = 8_000_000;

const decompress = promisify(brotliDecompress);

/**
 * Encodes an answer to be stored: the coding, the length of the ETag, the ETag, the body as it is sent.
 * @returns undefined if it is too long
 */
export async function encodeAnswer(answer: Answer): Promise<Buffer | undefined> {
  const isCompressed = isWorthCompressing(answer.body);
  const body = isCompressed ? await compressAnswer(answer, 'br') : Buffer.from(answer.body as string);
  if (body.length > MAX_BYTES) return undefined;
  const etag = Buffer.from(answer.etag);
  return Buffer.concat([Buffer.from([isCompressed ? BROTLI : PLAIN, etag.length]), etag, body]);
}

/** Decodes a stored answer. @returns undefined if it is damaged: its ETag is a hash of its body */
export async function decodeAnswer(value: Buffer): Promise<Answer | undefined> {
  const [coding, length = 0] = value;
  const etag = value.toString('latin1', 2, 2 + length);
  const stored = new Uint8Array(value.subarray(2 + length));
  if (coding === PLAIN) {
    const body = toBody(Buffer.from(stored).toString());
    return etagOf(body) === etag ? { body, etag, compressed: {} } : undefined;
  }
  const bytes = coding === BROTLI ? await decompress(stored).catch(() => undefined) : undefined;
  if (!bytes || etagOf(bytes) !== etag) return undefined;
  return { body: toBody(bytes.toString()), etag, compressed: { br: Promise.resolve(stored) } };
}
