import fc from 'fast-check';
import { expect, test } from 'vitest';
import { etagOf, toBody } from '../../../server/answers/answer.ts';
import { decodeAnswer, encodeAnswer } from '../../../server/answers/stored-answer.ts';

const answerOf = (text: string) => {
  const body = toBody(text);
  return { body, etag: etagOf(body), compressed: {} };
};
/** Texts below and above the lengths at which a body is compressed and becomes bytes. */
const texts = fc
  .tuple(fc.string({ unit: 'binary' }), fc.nat(90_000))
  .map(([text, count]) => text + 'ü€😀x'.repeat(count / 5));

test('an answer is the same after it was stored', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const answer = answerOf(text);
      const stored = await encodeAnswer(answer);
      const { body, etag } = (await decodeAnswer(stored as Buffer)) ?? {};
      expect(body).toEqual(answer.body);
      expect(etag).toBe(answer.etag);
    }),
    { numRuns: 50 },
  );
});

test('a stored answer that was cut or changed at any byte is refused', async () => {
  for (const text of ['{"rows":[[1]]}', `{"rows":[[${'"ü€😀x",'.repeat(1_000)}1]]}`]) {
    const stored = (await encodeAnswer(answerOf(text))) as Buffer;
    await fc.assert(
      fc.asyncProperty(fc.nat(stored.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(stored);
        changed[at] = (changed[at] as number) ^ change;
        expect([undefined, text]).toContain((await decodeAnswer(changed))?.body.toString());
        expect(await decodeAnswer(stored.subarray(0, at))).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  }
});
