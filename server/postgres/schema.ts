import type { Schema, SchemaColumn, SchemaTable } from '../contract/schema.ts';
import type { Database } from './pool.ts';
import { describeTable } from './schema-descriptions.ts';

/** A table as the catalogue query below prints it: the descriptions are the database's own COMMENTs. */
type CatalogTable = Omit<SchemaTable, 'columns'> & { columns: Omit<SchemaColumn, 'pii'>[] };

/**
 * Tables, columns, keys and indexes from PostgreSQL's system catalogs (manual, chapter "System Catalogs"), for all that
 * the gateway's role may read. Partitions are left out: their parent stands for them. Never a row, nor statistics of one.
 */
const CATALOG = `
with relations as (
  select
    pg_class.oid,
    pg_namespace.nspname as schema,
    pg_class.relname as name,
    case pg_class.relkind
      when 'r' then 'table'
      when 'p' then 'partitioned table'
      when 'v' then 'view'
      when 'm' then 'materialized view'
      when 'f' then 'foreign table'
    end as kind,
    obj_description(pg_class.oid, 'pg_class') as description,
    case when pg_class.reltuples >= 0 and pg_class.relkind in ('r', 'm', 'p') then pg_class.reltuples::bigint end
      as estimated_rows
  from pg_class
  join pg_namespace on pg_namespace.oid = pg_class.relnamespace
  where pg_class.relkind in ('r', 'p', 'v', 'm', 'f')
    and not pg_class.relispartition
    and pg_namespace.nspname <> 'information_schema'
    and pg_namespace.nspname !~ '^pg_'
    and has_schema_privilege(pg_namespace.oid, 'usage')
    and has_any_column_privilege(pg_class.oid, 'select')
),
columns as (
  select
    relations.oid,
    json_agg(
      json_build_object(
        'name', pg_attribute.attname,
        'type', format_type(pg_attribute.atttypid, pg_attribute.atttypmod),
        'nullable', not pg_attribute.attnotnull,
        'default', pg_get_expr(pg_attrdef.adbin, pg_attrdef.adrelid),
        'description', col_description(relations.oid, pg_attribute.attnum)
      ) order by pg_attribute.attnum
    ) as columns
  from relations
  join pg_attribute on pg_attribute.attrelid = relations.oid and pg_attribute.attnum > 0 and not pg_attribute.attisdropped
  left join pg_attrdef on pg_attrdef.adrelid = relations.oid and pg_attrdef.adnum = pg_attribute.attnum
  where has_column_privilege(relations.oid, pg_attribute.attnum, 'select')
  group by relations.oid
),
constraints as (
  select
    pg_constraint.conrelid as oid,
    pg_constraint.contype as kind,
    pg_constraint.conname as name,
    (
      select json_agg(pg_attribute.attname order by key.position)
      from unnest(pg_constraint.conkey) with ordinality as key (number, position)
      join pg_attribute on pg_attribute.attrelid = pg_constraint.conrelid and pg_attribute.attnum = key.number
    ) as columns,
    json_build_object(
      'schema', target.schema,
      'table', target.name,
      'columns', (
        select json_agg(pg_attribute.attname order by key.position)
        from unnest(pg_constraint.confkey) with ordinality as key (number, position)
        join pg_attribute on pg_attribute.attrelid = pg_constraint.confrelid and pg_attribute.attnum = key.number
      )
    ) as target,
    target.oid as target_oid
  from pg_constraint
  left join relations as target on target.oid = pg_constraint.confrelid
  where pg_constraint.contype in ('p', 'f')
),
indexes as (
  select
    pg_index.indrelid as oid,
    json_agg(
      json_build_object(
        'name', pg_class.relname,
        'columns', (
          select json_agg(pg_get_indexdef(pg_index.indexrelid, position, true) order by position)
          from generate_series(1, pg_index.indnkeyatts::integer) as position
        ),
        'unique', pg_index.indisunique
      ) order by pg_class.relname
    ) as indexes
  from pg_index
  join pg_class on pg_class.oid = pg_index.indexrelid
  where pg_index.indrelid in (select oid from relations)
  group by pg_index.indrelid
)
select json_build_object(
  'schema', relations.schema,
  'name', relations.name,
  'kind', relations.kind,
  'description', relations.description,
  'estimatedRows', relations.estimated_rows,
  'columns', coalesce(columns.columns, '[]'),
  'primaryKey', coalesce((select constraints.columns from constraints where constraints.oid = relations.oid and kind = 'p'), '[]'),
  'foreignKeys', coalesce(
    (
      select json_agg(json_build_object('columns', constraints.columns, 'references', target) order by constraints.name)
      from constraints
      where constraints.oid = relations.oid and kind = 'f' and target_oid is not null
    ),
    '[]'
  ),
  'indexes', coalesce(indexes.indexes, '[]')
)
from relations
left join columns on columns.oid = relations.oid
left join indexes on indexes.oid = relations.oid
order by relations.schema, relations.name`;

/** What the database holds, without a row of it; tables that everybody's health bot has are explained even without COMMENTs. */
export async function readSchema(database: Database): Promise<Schema> {
  const { rows } = await database.read((transaction) => transaction.query(CATALOG, []));
  return { tables: rows.map(([text]) => describeTable(JSON.parse(text ?? '{}') as CatalogTable)) };
}
