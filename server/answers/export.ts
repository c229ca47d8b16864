import type { ReadRouter } from '../postgres/read-router.ts';
import type { Semaphore } from '../postgres/semaphore.ts';
import type { Transaction } from '../postgres/transaction.ts';
import { ProblemError } from '../shared/problems.ts';
import type { ExportEncoder } from './export-formats.ts';
import type { Execute } from './run.ts';

/** Most rows that are fetched, encoded and sent at a time. */
const PORTION = 1000;

export interface ExportOptions {
  router: ReadRouter;
  /** Bound of the connections that exports hold at a time. */
  exports: Semaphore;
  /** Longest wait of an export for its client to read a chunk, in milliseconds. */
  exportStallMs: number;
  encoder: ExportEncoder;
  /** Called with the reason why an export broke off after it had begun. */
  onBreak: (error: unknown) => void;
}

/**
 * Streams all rows of a query while they are read. Resolves with the first rows, so that an early failure is reported as a
 * problem. A later failure errors the stream, which breaks the connection.
 * @throws {ProblemError} `overloaded` if the exports' connections are all in use, and what `ReadRouter.read` throws
 */
export function executeExport(options: ExportOptions): Execute<ReadableStream<Uint8Array>> {
  const { router, exports, exportStallMs, encoder, onBreak } = options;
  return async function execute({ query, args }, signal) {
    const release = await exports.acquire(signal);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const writer = writable.getWriter();
    const cancelled = new AbortController();
    writer.closed.catch(() => cancelled.abort());
    const left = AbortSignal.any([signal, cancelled.signal]);
    // A TextEncoderStream takes a hundred times as long: it checks each character for surrogates.
    const utf8 = new TextEncoder();
    const write = (text: string) => withTimeout(writer.write(utf8.encode(text)), exportStallMs);
    let hasBegun = false;

    await new Promise<void>((resolve, reject) => {
      const begin = () => {
        hasBegun = true;
        resolve();
      };
      const work = async (transaction: Transaction) => {
        let text = encoder.head;
        for await (const rows of transaction.stream(query.statement.sql, args.values, PORTION, left)) {
          begin();
          await write(text + rows.map(encoder.encodeRow).join(''));
          text = '';
        }
        begin();
        if (text) await write(text);
      };
      const reading = router.read(work, { asOf: args.asOf, signal: left, canRetry: () => !hasBegun });
      reading
        .then(
          () => writer.close().catch(() => undefined),
          (error) => {
            reject(error);
            if (hasBegun && !left.aborted) onBreak(error);
            // The HTTP server prints this error; the database's own may quote values of rows.
            return writer.abort(new Error('The export broke off.'));
          },
        )
        .finally(release);
    });
    return readable;
  };
}

/** Waits for the client to take a portion. An export that is not read would hold its connection for ever. */
async function withTimeout(writing: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const stall = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ProblemError('timeout', 'The client stopped reading the export.')), ms);
  });
  try {
    await Promise.race([writing, stall]);
  } finally {
    clearTimeout(timer);
  }
}
