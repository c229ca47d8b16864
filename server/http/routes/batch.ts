import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { defaultAsOf } from '../../answers/as-of.ts';
import { answerBatch, answerEntries, type BatchOptions } from '../../answers/batch.ts';
import { readBatch } from '../../answers/batch-request.ts';
import { batchJson, batchStream } from '../../answers/batch-response.ts';
import { ProblemError } from '../../shared/problems.ts';
import type { Endpoint, EndpointContext } from '../endpoint.ts';
import { ref } from '../json-schema.ts';
import { COMMON, json, operation } from '../openapi-operation.ts';
import { sendBody, sendStream } from '../send-json.ts';
import { ServerTiming } from '../server-timing.ts';

const NDJSON = 'application/x-ndjson';

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
      const cancelled = new AbortController();
      const signal = AbortSignal.any([c.req.raw.signal, cancelled.signal]);
      const options = batchOptions(c, context, signal);
      c.header('Cache-Control', 'private, no-store');
      if (acceptsNdjson(c.req.header('Accept'))) {
        const answers = answerEntries(options, batch.entries, () => signal);
        const lines = batchStream(batch, answers, () => cancelled.abort());
        c.header('X-Accel-Buffering', 'no');
        return sendStream(c, lines, NDJSON);
      }
      const timing = access.timings ? new ServerTiming() : undefined;
      const answer = batchJson(await answerBatch(options, batch, () => signal), options.reserve);
      timing?.send(c);
      if ('length' in answer) return sendStream(c, answer.body, 'application/json', answer.length);
      return sendBody(c, answer.body);
    });
  },
  paths: () => ({
    '/api/batch': {
      post: {
        ...operation('batch', 'Several queries, all of one as_of', BATCH_CONTENT, [
          ...COMMON,
          'invalid-parameter',
          'too-large',
        ]),
        requestBody: { required: true, content: json(ref('BatchRequest')) },
      },
    },
  }),
});

function batchOptions(c: Context, { gateway, report }: EndpointContext, signal: AbortSignal): BatchOptions {
  const { config, cache, sharedCache, metrics, router, durations, maxAnswerBytes, responseBudget } = gateway;
  return {
    cache,
    sharedCache,
    metrics,
    freshSeconds: config.FRESH_SECONDS,
    router,
    durations,
    maxRows: config.MAX_ROWS,
    statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
    maxBytes: maxAnswerBytes,
    reserve: responseBudget.open(c.env as Partial<HttpBindings> | undefined),
    // A disconnected client has aborted the queries, which is no failure.
    onProblem: (problem, query) => signal.aborted || report(problem, c.var.request, query),
  };
}

/** One JSON object or, if `Accept` asks for it, one line for each answer as soon as it is ready. */
const BATCH_CONTENT = {
  ...json(ref('BatchResponse')),
  [NDJSON]: {
    schema: {
      type: 'string',
      description: 'A head, then a line for each query as soon as its answer is ready, then { "done": N }.',
      contentSchema: ref('BatchLine'),
    },
  },
};

/** True if `Accept` names NDJSON. */
const acceptsNdjson = (header = ''): boolean =>
  /^\s*application\/x-ndjson\s*(;|$)/im.test(header.replaceAll(',', '\n'));
