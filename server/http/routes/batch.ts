import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { defaultAsOf } from '../../answers/as-of.ts';
import { answerBatch, answerEntries, type BatchOptions } from '../../answers/batch.ts';
import { readBatch } from '../../answers/batch-request.ts';
import { batchJson, batchStream } from '../../answers/batch-response.ts';
import { ProblemError } from '../../shared/problems.ts';
import type { Endpoint, EndpointContext } from '../endpoint.ts';
import { COMMON, json, operation } from '../openapi-operation.ts';
import { ref } from '../openapi-schemas.ts';
import { ServerTiming } from '../server-timing.ts';

/** Largest body of a batch request, in bytes. */
const MAX_BODY = 1_000_000;

const limitBody = bodyLimit({
  maxSize: MAX_BODY,
  onError: () => {
    throw new ProblemError('too-large', 'The body of a batch holds at most 1 MB. Split it into smaller ones.');
  },
});

/** `POST /api/batch`: several queries, as one JSON object or as a stream of lines. */
export const batchEndpoint = (context: EndpointContext): Endpoint => ({
  add(app) {
    const { gateway, authenticate } = context;
    const { config } = gateway;
    app.post('/api/batch', limitBody, async (c) => {
      const access = await authenticate(c);
      const body: unknown = await c.req.json().catch(() => undefined);
      const asOf = defaultAsOf(gateway.now(), config.FRESH_SECONDS);
      const batch = readBatch(body, access, gateway.registry, asOf, gateway.zones);
      const options = batchOptions(c, context);
      const { signal } = c.req.raw;
      c.header('Cache-Control', 'private, no-store');
      if (acceptsNdjson(c.req.header('Accept'))) {
        const cancelled = new AbortController();
        const left = AbortSignal.any([signal, cancelled.signal]);
        const answers = answerEntries(options, batch.entries, () => left);
        c.header('X-Accel-Buffering', 'no');
        c.header('Content-Type', 'application/x-ndjson');
        return c.body(batchStream(batch.asOf.asOf, answers, () => cancelled.abort()));
      }
      const timing = access.timings ? new ServerTiming() : undefined;
      const answer = batchJson(await answerBatch(options, batch, () => signal), options.reserve);
      timing?.send(c);
      if ('length' in answer) c.header('Content-Length', String(answer.length));
      return c.body(answer.body, 200, { 'Content-Type': 'application/json' });
    });
  },
  paths: () => ({
    '/api/batch': {
      post: {
        ...operation('batch', 'Several queries, all of one as_of', json(ref('BatchResponse')), [
          ...COMMON,
          'invalid-parameter',
          'too-large',
        ]),
        requestBody: { required: true, content: json(ref('BatchRequest')) },
      },
    },
  }),
});

function batchOptions(c: Context, { gateway, report }: EndpointContext): BatchOptions {
  const { config, cache, metrics, database, durations, maxAnswerBytes, responseBudget } = gateway;
  return {
    cache,
    metrics,
    freshSeconds: config.FRESH_SECONDS,
    database,
    durations,
    maxRows: config.MAX_ROWS,
    statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
    maxBytes: maxAnswerBytes,
    reserve: responseBudget.open(c.env as Partial<HttpBindings> | undefined),
    // A client that left has aborted the queries: that is no failure.
    onProblem: (problem) => c.req.raw.signal.aborted || report(problem, c.var.request),
  };
}

/** True if `Accept` names NDJSON. */
const acceptsNdjson = (header = ''): boolean =>
  /^\s*application\/x-ndjson\s*(;|$)/im.test(header.replaceAll(',', '\n'));
