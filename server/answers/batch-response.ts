import type { BatchEnd, BatchHead } from '../contract/batch.ts';
import { CONTRACT_VERSION } from '../contract/batch.ts';
import { type Body, toBody } from './answer.ts';
import type { CompleteBatch, EntryAnswer } from './batch.ts';
import type { Batch } from './batch-request.ts';
import { problemBody } from './problem-body.ts';
import type { Reserve } from './response-budget.ts';

/** A `BatchResponse` as JSON; a long one as a stream of its parts with their total length. */
export type BatchBody = { body: Body } | { body: ReadableStream<Uint8Array>; length: number };

/** Writes a batch as one JSON object. Long answers stay as they are, without a copy. */
export function batchJson({ asOf, locale, answers }: CompleteBatch, reserve: Reserve): BatchBody {
  const parts: Body[] = [];
  let text = `{"asOf":${JSON.stringify(asOf)},"results":[`;
  answers.forEach((entry, index) => {
    if (index > 0) text += ',';
    if (entry.kind === 'problem') text += JSON.stringify(problemBody(entry.problem, entry.query, locale));
    else if (entry.kind === 'notModified') text += JSON.stringify({ notModified: true, etag: entry.etag });
    else {
      const { body, etag } = entry.answer;
      if (typeof body === 'string') text += body.slice(0, -1);
      else {
        parts.push(text, body.subarray(0, -1));
        text = '';
      }
      text += `,"etag":${JSON.stringify(etag)}}`;
    }
  });
  text += ']}';
  if (parts.length === 0) {
    const body = toBody(text);
    reserve(body);
    return { body };
  }
  const chunks = [...parts, text].map((part) => {
    if (typeof part !== 'string') return part;
    const bytes = Buffer.from(part);
    reserve(bytes);
    return bytes;
  });
  return { body: streamChunks(chunks), length: chunks.reduce((sum, chunk) => sum + chunk.length, 0) };
}

/** A stream that gives a chunk whenever the one before was taken. */
function streamChunks(chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  let next = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[next++];
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * Writes a batch as NDJSON: a `BatchHead`, a `BatchLine` for each entry as soon as its answer is ready, a `BatchEnd`.
 * @param onCancel called when the client leaves
 */
export function batchStream(
  { asOf: { asOf }, locale }: Pick<Batch, 'asOf' | 'locale'>,
  answers: Promise<EntryAnswer>[],
  onCancel: () => void,
): ReadableStream<Uint8Array> {
  const head: BatchHead = { asOf, contract: CONTRACT_VERSION };
  const end: BatchEnd = { done: answers.length };
  let isCancelled = false;
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (parts: Body[]) => {
        if (isCancelled) return;
        for (const part of parts) controller.enqueue(typeof part === 'string' ? Buffer.from(part) : part);
      };
      write([`${JSON.stringify(head)}\n`]);
      await Promise.all(answers.map(async (answer, index) => write(batchLine(index, await answer, locale))));
      write([`${JSON.stringify(end)}\n`]);
      if (!isCancelled) controller.close();
    },
    cancel() {
      isCancelled = true;
      onCancel();
    },
  });
}

/** A line in parts: long answers stay as they are, without a copy. */
function batchLine(index: number, entry: EntryAnswer, locale: string | undefined): Body[] {
  switch (entry.kind) {
    case 'problem':
      return [`${JSON.stringify({ index, problem: problemBody(entry.problem, entry.query, locale) })}\n`];
    case 'notModified':
      return [`${JSON.stringify({ index, notModified: true, etag: entry.etag })}\n`];
    case 'result': {
      const { body, etag } = entry.answer;
      const [before, after] = [`{"index":${index},"result":`, `,"etag":${JSON.stringify(etag)}}\n`];
      return typeof body === 'string' ? [before + body + after] : [before, body, after];
    }
  }
}
