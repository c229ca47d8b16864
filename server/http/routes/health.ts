import type { Endpoint, EndpointContext } from '../endpoint.ts';
import { DATABASE, operation, plain } from '../openapi-operation.ts';

/** `GET /livez` and `GET /readyz`: whether the process runs, and whether it can answer queries. */
export const healthEndpoint = ({ gateway, isDraining }: EndpointContext): Endpoint => ({
  add(app) {
    let check: Promise<unknown> | undefined;

    app.get('/livez', (c) => c.text('ok\n'));

    app.get('/readyz', async (c) => {
      c.header('Cache-Control', 'no-store');
      if (isDraining()) return c.text('draining\n', 503);
      // One check at a time for all requests: none of them needs a token.
      check ??= gateway.database
        .read((transaction) => transaction.query('select 1', []))
        .finally(() => {
          check = undefined;
        });
      await check;
      return c.text('ok\n');
    });
  },
  paths: () => ({
    '/livez': { get: operation('isAlive', 'Whether the process runs', plain(), []) },
    '/readyz': { get: operation('isReady', 'Whether queries can be answered; if not, why', plain(), DATABASE) },
  }),
});
