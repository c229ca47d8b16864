import { PGlite } from '@electric-sql/pglite';
import { loadRegistry } from '../../dist/server/catalogue/registry.js';
import { tables } from '../../dist/server/embedded/demo-data/schema.js';
import { SQL_TYPES } from '../../dist/server/params/parse.js';
import { cell, code, table } from './markdown.js';

/** A `params` CTE with every parameter that any query has, so that each model can stand alone in a view. */
function paramsCte(queries) {
  const types = new Map([['as_of', 'timestamp']]);
  for (const { params } of queries) for (const { name, type } of params) types.set(name, SQL_TYPES[type]);
  return `params as (select ${[...types].map(([name, type]) => `null::${type} as ${name}`).join(', ')})`;
}

/** The columns of a view, and the table columns that it reads, as PostgreSQL itself lists them. */
async function inspect(db, name, ctes, select) {
  await db.exec(`create view "${name}" as with ${ctes.join(',\n')}\n${select}`);
  const columns = await db.query(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 order by attnum`,
    [`"${name}"`],
  );
  const needs = await db.query(
    `select distinct table_name, column_name from information_schema.view_column_usage
     where view_name = $1 and table_schema = 'public' order by 1, 2`,
    [name],
  );
  const byTable = new Map();
  for (const { table_name, column_name } of needs.rows) {
    byTable.set(table_name, [...(byTable.get(table_name) ?? []), column_name]);
  }
  return {
    columns: columns.rows.map(({ name: column, type }) => `${column} ${type}`),
    needs: [...byTable].map(([of, names]) => `${code(of)}: ${names.join(', ')}`).join('; '),
  };
}

/** Tables of the shipped queries and models: their columns and what each needs of the database. */
export async function describeDatabase() {
  const registry = [...loadRegistry({ shipped: 'server' }).values()];
  const models = new Map();
  for (const query of registry) for (const model of query.models) models.set(model.name, model);
  const params = paramsCte(registry);
  const db = new PGlite();
  try {
    await db.exec(tables);
    const all = [...models.values()];
    const cte = ({ name, sql }) => `${name} as (\n${sql}\n)`;
    const uses = (model) => model.use.flatMap(({ name }) => [...uses(models.get(name)), name]);
    const modelRows = [];
    for (const model of all) {
      const needed = [...new Set(uses(model))].map((name) => models.get(name));
      const ctes = [params, ...[...needed, model].map(cte)];
      const { columns, needs } = await inspect(db, `model ${model.name}`, ctes, `select * from ${model.name}`);
      modelRows.push([code(model.name), cell(model.description), columns.map(code).join(', '), needs || '–']);
    }
    const queryRows = [];
    for (const query of registry) {
      const ctes = [paramsCte([query]), ...query.models.map(cte)];
      const { needs } = await inspect(db, `query ${query.name}`, ctes, `select * from (\n${query.sql}\n) as result`);
      const names = query.params.map(({ name }) => code(name)).join(', ');
      queryRows.push([
        code(query.name),
        `${query.title}${query.pii ? ' (personal data)' : ''}`,
        names,
        query.view,
        needs,
      ]);
    }
    return {
      queries: table(['Query', 'Title', 'Parameters', 'View', 'Needs'], queryRows),
      models: table(
        ['Model', '', 'Columns', 'Needs'],
        modelRows.sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    };
  } finally {
    await db.close();
  }
}
