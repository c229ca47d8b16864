import { expect } from '@open-wc/testing';
import { GatewayClient, type GatewayError } from '../../../../widgets/core/gateway/gateway-client.ts';
import { watch } from '../../requests.ts';
import { origin, token, until } from '../../support.ts';

const signal = () => new AbortController().signal;

const resultOf = (query: string) => ({
  query,
  title: query,
  columns: [],
  rows: [],
  rowCount: 0,
  truncated: false,
  params: {},
  asOf: '2026-01-01T00:00:00Z',
});

/** Replaces the network by one streamed answer. @returns functions that send text of its body, and end or break it */
function stream() {
  const real = window.fetch;
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  const outcome = { cancelled: false };
  const body = new ReadableStream<Uint8Array>({
    start: (started) => {
      controller = started;
    },
    cancel: () => {
      outcome.cancelled = true;
    },
  });
  const headers = { 'Content-Type': 'application/x-ndjson', 'Letz-Contract': '2' };
  const response = new Response(body, { headers });
  Object.defineProperty(response, 'url', { value: `${origin}/api/batch` });
  window.fetch = async () => response;
  const restore = () => {
    window.fetch = real;
  };
  return {
    outcome,
    restore,
    send: (text: string) => controller.enqueue(new TextEncoder().encode(text)),
    end: () => {
      controller.close();
      restore();
    },
    fail: () => {
      controller.error(new TypeError('network error'));
      restore();
    },
  };
}

/** Two queries of one batch and their outcomes so far. */
function ask(client: GatewayClient) {
  const outcomes: (string | undefined)[] = [undefined, undefined];
  for (const [index, name] of ['first', 'second'].entries()) {
    client.query({ name, params: {} }, signal()).then(
      ({ title }) => {
        outcomes[index] = title;
      },
      ({ code }: GatewayError) => {
        outcomes[index] = code;
      },
    );
  }
  return outcomes;
}

const line = (index: number) =>
  `${JSON.stringify({ index, result: resultOf(`result ${index}`), etag: `"${index}"` })}\n`;

describe('a streamed batch', () => {
  const client = GatewayClient.for(origin, token);

  it('gives each entry as soon as its line is complete', async () => {
    const { send, restore } = stream();
    const outcomes = ask(client);
    send('{"asOf":"2026-01-01T00:00:00Z","contract":2}\n');
    const second = line(1);
    send(second.slice(0, 20));
    send(second.slice(20));
    await until(() => outcomes[1]);
    expect(outcomes).to.deep.equal([undefined, 'result 1']);
    send(`${line(0)}{"done":2}\n`);
    await until(() => outcomes[0]);
    restore();
  });

  it('is read to the end of the response: a browser reports a cancelled one as failed', async () => {
    const { outcome, send, restore } = stream();
    const outcomes = ask(client);
    send(`{"asOf":"2026-01-01T00:00:00Z","contract":2}\n${line(0)}${line(1)}{"done":2}\n`);
    await until(() => outcomes[1]);
    // Tasks: a cancellation would have reached the stream by now.
    await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => setTimeout(resolve));
    expect(outcome.cancelled).to.equal(false);
    restore();
  });

  for (const how of ['end', 'fail'] as const) {
    it(`is broken off if it ${how}s without its last line: the entries left are network errors`, async () => {
      const connection = stream();
      const outcomes = ask(client);
      connection.send(`{"asOf":"2026-01-01T00:00:00Z","contract":2}\n${line(0)}`);
      await until(() => outcomes[0]);
      connection[how]();
      await until(() => outcomes[1]);
      expect(outcomes).to.deep.equal(['result 0', 'network']);
    });
  }
});

describe('shared parameters', () => {
  it('go once with the batch, and reach the queries that have them', async () => {
    const seen = watch();
    const client = GatewayClient.for(`${origin}/`, token);
    const shared = { days: 3, tz: 'Asia/Tokyo' };
    const [total, daily] = await Promise.all([
      client.query({ name: 'total-users', params: {}, shared }, signal()),
      client.query({ name: 'daily-active-users', params: { days: 5 }, shared }, signal()),
    ]);
    expect(seen.batches).to.have.length(1);
    expect(seen.batches[0]).to.deep.include({ params: shared });
    expect(Object.keys(total.params)).to.deep.equal(['as_of']);
    expect(daily.params).to.deep.include({ days: 5, tz: 'Asia/Tokyo' });
    seen.stop();
  });

  it('are left out where no query of the batch has them, with a warning that names them', async () => {
    const seen = watch();
    const client = GatewayClient.for(origin, undefined);
    const warnings: string[] = [];
    const real = console.warn;
    console.warn = (text: string) => warnings.push(text);
    const shared = { dayz: 3, days: 3 };
    const first = await client.query({ name: 'active-users', params: {}, shared }, signal());
    expect(first.params.days).to.equal(3);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.match(/letz-context params.*dayz/);
    const requests = seen.batches.length;
    await client.query({ name: 'active-users', params: {}, shared }, signal());
    expect(seen.batches.length - requests, 'the names are known from the first result').to.equal(1);
    console.warn = real;
    seen.stop();
  });
});
