import type { Answer, Body } from './run.ts';

/** An entry of a `BatchResponse`: text of JSON, or an answer with its etag. */
export type PrintedEntry = string | Answer;

/** A `BatchResponse` in parts, texts and long answers in turn: those stand there as they are, without a copy. */
export function batchParts(asOf: string, entries: PrintedEntry[]): Body[] {
  const parts: Body[] = [];
  let text = `{"asOf":${JSON.stringify(asOf)},"results":[`;
  entries.forEach((entry, index) => {
    if (index > 0) text += ',';
    if (typeof entry === 'string') {
      text += entry;
      return;
    }
    const { body, etag } = entry;
    if (typeof body === 'string') text += body.slice(0, -1);
    else {
      parts.push(text, body.subarray(0, -1));
      text = '';
    }
    text += `,"etag":${JSON.stringify(etag)}}`;
  });
  return [...parts, `${text}]}`];
}

/** Gives one part after the other, each when the one before has been taken. */
export function streamParts(parts: Uint8Array[]): ReadableStream<Uint8Array> {
  let next = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const part = parts[next++];
        if (part) controller.enqueue(part);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
