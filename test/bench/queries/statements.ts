import type pg from 'pg';
import { loadRegistry, type NamedQuery } from '../../../server/catalogue/registry.ts';

const registry = loadRegistry({ shipped: 'server' });

export interface BoundStatement {
  text: string;
  values: (string | null)[];
}

/** @param watermark null: the form that reads the tables */
export function statementOf(address: string, asOf: Date, watermark: string | null = null): BoundStatement | null {
  const [name = '', search] = address.split('?');
  const query = registry.get(name) as NamedQuery;
  const given = new URLSearchParams(search);
  const value = ({ name, default: fallback }: NamedQuery['params'][number]) =>
    given.get(name) ?? (fallback === null ? null : String(fallback));
  const values = [asOf.toISOString().slice(0, -1), ...query.params.map(value)];
  if (watermark === null) return { text: query.statement.sql, values };
  const { rollup } = query;
  const isCovered = rollup?.covers.every(({ param, value: only }) => {
    const definition = query.params.find(({ name }) => name === param);
    return definition && value(definition) === only;
  });
  return rollup && isCovered ? { text: rollup.statement.sql, values: [...values, watermark] } : null;
}

/** The watermark of the rollups; null if none are installed. */
export async function watermarkOf(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query("select to_regclass('letz_rollup.state') as state");
  if (rows[0].state === null) return null;
  return (await client.query('select watermark::text from letz_rollup.state')).rows[0].watermark;
}
