import { afterAll, beforeAll } from 'vitest';
import { createDatabase, databaseNames, type TestDatabase } from './databases.ts';
import { openTestGateway, type TestGateway, type TestGatewayOptions } from './gateway.ts';

export interface Gateways {
  /** Database of the test file; available from `beforeAll` on. */
  readonly database: TestDatabase;
  /** Opens a gateway on that database. */
  open(options?: TestGatewayOptions): Promise<TestGateway>;
}

/** Creates a database for a test file and gateways on it, and closes them after the tests. */
export function useGateways(defaults: TestGatewayOptions = {}): Gateways {
  let database: TestDatabase;
  const opened: TestGateway[] = [];
  beforeAll(async () => {
    database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  });
  afterAll(async () => {
    for (const gateway of opened) await gateway.close();
    await database.drop();
  });
  return {
    get database() {
      return database;
    },
    async open(options) {
      const gateway = await openTestGateway(database.url, { ...defaults, ...options });
      opened.push(gateway);
      return gateway;
    },
  };
}
