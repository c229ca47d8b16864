import { expect } from '@open-wc/testing';
import { exportRows } from '../../../../widgets/core/gateway/download.ts';
import { GatewayClient, type GatewayError } from '../../../../widgets/core/gateway/gateway-client.ts';
import { type Watch, watch } from '../../requests.ts';
import { origin, token, until } from '../../support.ts';

const forever = () => new AbortController().signal;
const thrown = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('must be rejected'),
    (error: GatewayError) => error,
  );

describe('GatewayClient', () => {
  const client = GatewayClient.for(origin, token);
  let seen: Watch;

  beforeEach(() => {
    seen = watch();
  });

  afterEach(() => seen.stop());

  it('sends the queries of one task in one batch, equal ones once', async () => {
    const [first, again, other] = await Promise.all([
      client.query({ name: 'active-users', params: { days: 7 } }, forever()),
      client.query({ name: 'active-users', params: { days: 7 } }, forever()),
      client.query({ name: 'total-users', params: {} }, forever()),
    ]);
    expect(seen.batches).to.have.length(1);
    expect(seen.batches[0]!.queries.map(({ name }) => name)).to.deep.equal(['active-users', 'total-users']);
    expect(again).to.equal(first);
    expect(first.asOf).to.equal(other.asOf);
    expect(first.columns.map(({ name }) => name)).to.deep.equal(['users', 'previous']);
  });

  it('sends at most a hundred queries in a batch', async () => {
    const all = Array.from({ length: 130 }, (_, index) =>
      client.query({ name: 'numbers', params: { rows: index } }, forever()),
    );
    const results = await Promise.all(all);
    // Further batches are retries.
    expect(seen.batches.slice(0, 2).map(({ queries }) => queries.length)).to.deep.equal([100, 30]);
    expect(results.map(({ rowCount }) => rowCount)).to.deep.equal(results.map((_, index) => index));
  });

  it('returns the known result if it has not changed', async () => {
    const params = { as_of: '2026-01-01T00:00:00Z' };
    const known = await client.query({ name: 'total-users', params }, forever());
    expect(await client.query({ name: 'total-users', params, known }, forever())).to.equal(known);
    expect(seen.batches[1]!.queries[0]!.etag).to.equal(known.etag);
  });

  it('rejects one query of a batch and resolves the others', async () => {
    const [bad, good] = await Promise.all([
      thrown(client.query({ name: 'active-users', params: { days: 0 } }, forever())),
      client.query({ name: 'total-users', params: {} }, forever()),
    ]);
    expect([bad.code, bad.param]).to.deep.equal(['invalid-parameter', 'days']);
    expect(good.rowCount).to.equal(1);
  });

  it('aborts a batch only when all its queries are aborted', async () => {
    const [one, two] = [new AbortController(), new AbortController()];
    const first = thrown(client.query({ name: 'slow', params: { seconds: 0.2 } }, one.signal));
    const second = thrown(client.query({ name: 'slow', params: { seconds: 0.2 } }, two.signal));
    const third = client.query({ name: 'total-users', params: {} }, forever());
    await until(() => seen.requests.length);
    const { signal } = seen.requests[0]!.init;
    one.abort();
    two.abort();
    expect((await first).name).to.equal('AbortError');
    expect((await second).name).to.equal('AbortError');
    expect(signal!.aborted, 'the third is still pending').to.equal(false);
    expect((await third).rowCount).to.equal(1);

    const lonely = new AbortController();
    const fourth = thrown(client.query({ name: 'slow', params: { seconds: 0.2 } }, lonely.signal));
    await until(() => seen.requests.length === 2);
    lonely.abort();
    await fourth;
    expect(seen.requests[1]!.init.signal!.aborted).to.equal(true);
  });

  it('sends nothing for a query aborted in the same task', async () => {
    const early = new AbortController();
    const gone = thrown(client.query({ name: 'total-users', params: {} }, early.signal));
    early.abort();
    await gone;
    await client.query({ name: 'active-users', params: {} }, forever());
    expect(seen.batches.flatMap(({ queries }) => queries.map(({ name }) => name))).to.deep.equal(['active-users']);
  });

  it('names the gateway that cannot be reached', async () => {
    const nowhere = GatewayClient.for('http://127.0.0.1:9', undefined);
    const error = await thrown(nowhere.query({ name: 'total-users', params: {} }, forever()));
    expect(error.code).to.equal('network');
    expect(error.message).to.contain('http://127.0.0.1:9');
  });

  it('reports an answer that is not from a gateway', async () => {
    const page = GatewayClient.for(location.origin, undefined);
    const error = await thrown(page.query({ name: 'total-users', params: {} }, forever()));
    expect([error.code, error.message.includes('not a letz gateway')]).to.deep.equal(['network', true]);
  });

  it('caches the catalogue, but no failure', async () => {
    const [one, two] = await Promise.all([client.catalogue('en'), client.catalogue('en')]);
    expect(one).to.equal(two);
    expect(one.queries.map(({ name }) => name)).to.include('recent-messages');
    const refused = GatewayClient.for(origin, 'eyJhbGciOiJIUzI1NiJ9.e30.signature');
    expect((await thrown(refused.catalogue('en'))).code).to.equal('unauthorized');
    expect((await thrown(refused.catalogue('en'))).code).to.equal('unauthorized');
    expect(
      seen.requests.filter(({ init }) => JSON.stringify(init.headers).includes('eyJhbGciOiJIUzI1NiJ9.e30.signature')),
    ).to.have.length(2);
  });

  it('exports with the same token and parameters', async () => {
    const response = await exportRows(client, 'numbers', { rows: 3 }, 'csv', forever());
    const lines = (await response.text()).trim().split('\r\n');
    expect(lines).to.have.length(4);
    expect(lines[0]).to.equal('id,name,amount,big,active,day,at,local,details');
    expect(
      (await thrown(exportRows(GatewayClient.for(origin, undefined), 'user-directory', {}, 'csv', forever()))).code,
    ).to.equal('unauthorized');
  });
});
