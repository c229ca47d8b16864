import { Hono } from 'hono';
import type { Authenticate } from '../../auth/authenticate.ts';
import type { Gateway } from '../gateway-parts.ts';

/** What those ask who run the gateway: is it alive, can it answer, what did it do. */
export function operations({ config, database, metrics }: Gateway, authenticate: Authenticate): Hono {
  const app = new Hono();
  let checking: Promise<unknown> | undefined;

  app.get('/livez', (c) => c.text('ok\n'));

  app.get('/readyz', async (c) => {
    // One check at a time, however many ask: nobody needs a token for it.
    checking ??= database
      .read((transaction) => transaction.query('select 1', []))
      .finally(() => {
        checking = undefined;
      });
    await checking;
    return c.text('ok\n');
  });

  // Nothing of a person is in there, but names of queries and how much they are used.
  app.get('/metrics', async (c) => {
    if (config.exposed) (await authenticate(c)).metrics();
    const { text, type } = await metrics.print();
    return c.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  });
  return app;
}
