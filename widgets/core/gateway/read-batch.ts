import type { BatchEnd, BatchEntry, BatchHead, BatchLine, BatchResponse } from '../../../server/contract/batch.ts';
import { GatewayError } from './gateway-error.ts';
import { keepJsonSource } from './json-source.ts';

/**
 * Reads the answer to a batch, streamed as NDJSON or as one JSON object.
 *
 * @param onEntry called with each entry as soon as it has arrived
 * @throws {GatewayError} `network` if the answer is broken off, or the connection's error
 */
export async function readBatch(
  response: Response,
  onEntry: (index: number, entry: BatchEntry) => void,
): Promise<void> {
  if (!response.headers.get('Content-Type')?.startsWith('application/x-ndjson')) {
    const text = await response.text();
    const { results }: BatchResponse = JSON.parse(text);
    for (const [index, entry] of results.entries()) {
      if ('columns' in entry) keepJsonSource(entry, text, ['results', index]);
      onEntry(index, entry);
    }
    return;
  }
  let isComplete = false;
  // Reads to the end of the response: a browser reports a response that is cancelled after the last line as failed.
  for await (const text of readLines(response)) {
    const line: BatchHead | BatchLine | BatchEnd = JSON.parse(text);
    if ('done' in line) isComplete = true;
    if ('index' in line) onEntry(line.index, entryOf(line, text));
  }
  if (isComplete) return;
  throw new GatewayError('network', `The answer of ${new URL(response.url).origin} was broken off.`);
}

function entryOf(line: BatchLine, text: string): BatchEntry {
  if ('problem' in line) return line.problem;
  if (!('result' in line)) return line;
  const entry = { ...line.result, etag: line.etag };
  keepJsonSource(entry, text, ['result']);
  return entry;
}

/** Complete lines of a response, while it arrives. */
async function* readLines(response: Response): AsyncGenerator<string, void> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  // Chunks of the line that has not ended: a long one is joined once, not with every chunk.
  let chunks: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const [end = '', ...lines] = value.split('\n');
      chunks.push(end);
      for (const start of lines) {
        const line = chunks.join('');
        if (line) yield line;
        chunks = [start];
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
