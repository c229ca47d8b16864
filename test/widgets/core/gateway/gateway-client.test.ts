import { expect } from '@open-wc/testing';
import { exportRows } from '../../../../widgets/core/gateway/download.ts';
import { GatewayClient, type GatewayError } from '../../../../widgets/core/gateway/gateway-client.ts';
import { type Watch, watch } from '../../requests.ts';
import { origin, token, until } from '../../support.ts';

const forever = () => new AbortController().signal;
const thrown = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('should have been refused'),
    (error: GatewayError) => error,
  );

describe('GatewayClient', () => {
  const client = GatewayClient.for(origin, token);
  let seen: Watch;

  beforeEach(() => {
    seen = watch();
  });

  afterEach(() => seen.stop());

  it('asks in one batch for all that is wanted in one moment, equal questions once', async () => {
    const [first, again, other] = await Promise.all([
      client.query('active-users', { days: 7 }, forever()),
      client.query('active-users', { days: 7 }, forever()),
      client.query('total-users', {}, forever()),
    ]);
    expect(seen.batches).to.have.length(1);
    expect(seen.batches[0]!.queries.map(({ name }) => name)).to.deep.equal(['active-users', 'total-users']);
    expect(again).to.equal(first);
    expect(first.asOf).to.equal(other.asOf);
    expect(first.columns.map(({ name }) => name)).to.deep.equal(['users', 'previous']);
  });

  it('asks in batches of a hundred, which is what the gateway takes', async () => {
    const all = Array.from({ length: 130 }, (_, index) => client.query('numbers', { rows: index }, forever()));
    const results = await Promise.all(all);
    // A busy gateway may have been asked again.
    expect(seen.batches.slice(0, 2).map(({ queries }) => queries.length)).to.deep.equal([100, 30]);
    expect(results.map(({ rowCount }) => rowCount)).to.deep.equal(results.map((_, index) => index));
  });

  it('gives back what is known when nothing changed', async () => {
    const params = { as_of: '2026-01-01T00:00:00Z' };
    const known = await client.query('total-users', params, forever());
    expect(await client.query('total-users', params, forever(), known)).to.equal(known);
    expect(seen.batches[1]!.queries[0]!.etag).to.equal(known.etag);
  });

  it('refuses one query of a batch and answers the others', async () => {
    const [bad, good] = await Promise.all([
      thrown(client.query('active-users', { days: 0 }, forever())),
      client.query('total-users', {}, forever()),
    ]);
    expect([bad.code, bad.param]).to.deep.equal(['invalid-parameter', 'days']);
    expect(good.rowCount).to.equal(1);
  });

  it('gives up a batch only when nobody waits for it any more', async () => {
    const [one, two] = [new AbortController(), new AbortController()];
    const first = thrown(client.query('slow', { seconds: 0.2 }, one.signal));
    const second = thrown(client.query('slow', { seconds: 0.2 }, two.signal));
    const third = client.query('total-users', {}, forever());
    await until(() => seen.requests.length);
    const { signal } = seen.requests[0]!.init;
    one.abort();
    two.abort();
    expect((await first).name).to.equal('AbortError');
    expect((await second).name).to.equal('AbortError');
    expect(signal!.aborted, 'the third still waits').to.equal(false);
    expect((await third).rowCount).to.equal(1);

    const lonely = new AbortController();
    const fourth = thrown(client.query('slow', { seconds: 0.2 }, lonely.signal));
    await until(() => seen.requests.length === 2);
    lonely.abort();
    await fourth;
    expect(seen.requests[1]!.init.signal!.aborted).to.equal(true);
  });

  it('sends nothing for a query that was given up at once', async () => {
    const early = new AbortController();
    const gone = thrown(client.query('total-users', {}, early.signal));
    early.abort();
    await gone;
    await client.query('active-users', {}, forever());
    expect(seen.batches.flatMap(({ queries }) => queries.map(({ name }) => name))).to.deep.equal(['active-users']);
  });

  it('says which gateway was not reached', async () => {
    const nowhere = GatewayClient.for('http://127.0.0.1:9', undefined);
    const error = await thrown(nowhere.query('total-users', {}, forever()));
    expect(error.code).to.equal('network');
    expect(error.message).to.contain('http://127.0.0.1:9');
  });

  it('says that what answered is no gateway', async () => {
    const page = GatewayClient.for(location.origin, undefined);
    const error = await thrown(page.query('total-users', {}, forever()));
    expect([error.code, error.message.includes('not a letz gateway')]).to.deep.equal(['network', true]);
  });

  it('keeps the catalogue, and asks again for one that failed', async () => {
    const [one, two] = await Promise.all([client.catalogue(), client.catalogue()]);
    expect(one).to.equal(two);
    expect(one.queries.map(({ name }) => name)).to.include('recent-messages');
    const refused = GatewayClient.for(origin, 'no.such.token');
    expect((await thrown(refused.catalogue())).code).to.equal('unauthorized');
    expect((await thrown(refused.catalogue())).code).to.equal('unauthorized');
    expect(seen.requests.filter(({ init }) => JSON.stringify(init.headers).includes('no.such.token'))).to.have.length(
      2,
    );
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
