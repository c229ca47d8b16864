import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../../../server/contract/result.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway } from '../../support/gateway.ts';

const memory = `-- Memory
-- @column work_mem text The setting
select current_setting('work_mem') as work_mem`;

describe.each(databaseNames().filter((name) => name !== 'embedded'))('on %s', (name) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase(name);
  });
  afterAll(() => database.drop());

  test.each([
    ['a lower setting is raised', '4MB', '16MB'],
    ['a higher setting is kept', '64MB', '64MB'],
    ['a setting in another unit is compared by its size', '20000kB', '20000kB'],
  ])('%s: %s becomes %s', async (_, setting, used) => {
    const [row] = await database.query<{ name: string }>('select current_database() as name');
    await database.query(`alter database ${row?.name} set work_mem = '${setting}'`);
    const gateway = await openTestGateway(database.url, { queries: { memory } });
    const { rows } = await gateway.json<Result>('/api/queries/memory');
    await gateway.close();
    expect(rows).toEqual([[used]]);
  });
});
