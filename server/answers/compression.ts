import { once } from 'node:events';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import { type Answer, type Body, CODINGS, type Coding } from './answer.ts';

/** Shortest body that is compressed, in bytes or UTF-16 units: below, the headers outweigh the gain. */
const MIN_SIZE = 1024;
/** Quality 4 of 11 compresses JSON about as fast as gzip does, and smaller. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/**
 * Quality and window of streams. Each has an encoder of its own, and 200 at once take a seventh of the time that quality
 * 4 takes, because its tables are cleared first; a page of 20 answers is as small.
 */
const BROTLI_STREAM = { params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 18 } };

const compressors = {
  br: (data: Uint8Array) => promisify(brotliCompress)(data, BROTLI),
  gzip: (data: Uint8Array) => promisify(gzip)(data),
};

/** The preferred coding that `Accept-Encoding` allows (RFC 9110, section 12.5.3); undefined for none. */
export function acceptedCoding(header = ''): Coding | undefined {
  const weights = new Map<string, number>();
  for (const item of header.toLowerCase().split(',')) {
    const [coding = '', ...params] = item.split(';').map((part) => part.trim());
    const weight = params.find((param) => param.startsWith('q='))?.slice(2) ?? '1';
    weights.set(coding, Number(weight));
  }
  return CODINGS.find((coding) => (weights.get(coding) ?? weights.get('*') ?? 0) > 0);
}

export const isWorthCompressing = (body: Body): boolean => body.length > MIN_SIZE;

/** Compresses a body, off the main thread. */
export function compress(body: Body, coding: Coding): Promise<Uint8Array<ArrayBuffer>> {
  return compressors[coding](typeof body === 'string' ? Buffer.from(body) : body);
}

/** Compresses an answer's body once; the result is kept with the answer. */
export function compressAnswer(answer: Answer, coding: Coding): Promise<Uint8Array<ArrayBuffer>> {
  answer.compressed[coding] ??= compress(answer.body, coding);
  return answer.compressed[coding];
}

/** Size of an answer in the cache: its compressed forms, a third of the body at most, count from the start. */
export const answerSize = ({ body }: Answer): number =>
  isWorthCompressing(body) ? Math.ceil((body.length * 4) / 3) : body.length;

/** Compresses a stream and flushes after each chunk that ends a line, so that a line is never held back. */
export function compressStream(source: ReadableStream<Uint8Array>, coding: Coding): ReadableStream<Uint8Array> {
  const compressor = coding === 'br' ? createBrotliCompress(BROTLI_STREAM) : createGzip();
  const flush = coding === 'br' ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH;
  const reader = source.getReader();
  const closed = new AbortController();
  compressor.once('close', () => {
    closed.abort();
    void reader.cancel();
  });
  async function pump(): Promise<void> {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return void compressor.end();
      const isFull = !compressor.write(value);
      if (value.at(-1) === 0x0a) compressor.flush(flush);
      if (isFull) await once(compressor, 'drain', { signal: closed.signal });
    }
  }
  pump().catch((error: Error) => compressor.destroy(error));
  return Readable.toWeb(compressor) as ReadableStream<Uint8Array>;
}
