const action = (column: string) =>
  `case ${column} when 'r' then 'RESTRICT' when 'c' then 'CASCADE' when 'n' then 'SET NULL' when 'd' then 'SET DEFAULT' end`;

/**
 * Tables, columns, keys, indexes, constraints and triggers from the system catalogs (PostgreSQL manual, "System
 * Catalogs"), for all relations that the gateway's role may read; one JSON text for each. Partitions are listed with their
 * parent only. Each catalog is read once and aggregated by relation, so that thousands of tables take one round trip.
 */
export const CATALOG = `
with relations as materialized (
  select
    pg_class.oid,
    pg_namespace.nspname as schema,
    pg_class.relname as name,
    pg_class.relkind as relkind,
    case pg_class.relkind
      when 'r' then 'table'
      when 'p' then 'partitioned table'
      when 'v' then 'view'
      when 'm' then 'materialized view'
      when 'f' then 'foreign table'
    end as kind,
    obj_description(pg_class.oid, 'pg_class') as description,
    case when pg_class.reltuples >= 0 and pg_class.relkind in ('r', 'm', 'p') then pg_class.reltuples::bigint end
      as estimated_rows,
    pg_class.relrowsecurity as row_security,
    pg_class.relforcerowsecurity as force_row_security
  from pg_class
  join pg_namespace on pg_namespace.oid = pg_class.relnamespace
  where pg_class.relkind in ('r', 'p', 'v', 'm', 'f')
    and not pg_class.relispartition
    and pg_namespace.nspname <> 'information_schema'
    and pg_namespace.nspname !~ '^pg_'
    and has_schema_privilege(pg_namespace.oid, 'usage')
    and has_any_column_privilege(pg_class.oid, 'select')
),
enums as (
  select enumtypid as type, jsonb_agg(enumlabel order by enumsortorder) as labels from pg_enum group by enumtypid
),
domain_checks as (
  select contypid as type, jsonb_agg(pg_get_constraintdef(oid, true) order by conname) as checks
  from pg_constraint
  where contypid <> 0 and contype = 'c'
  group by contypid
),
composites as (
  select
    pg_type.oid as type,
    jsonb_agg(
      jsonb_build_object('name', attname, 'type', format_type(atttypid, atttypmod)) order by attnum
    ) as fields
  from pg_type
  join pg_class on pg_class.oid = pg_type.typrelid and pg_class.relkind = 'c'
  join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
  where pg_type.typtype = 'c'
  group by pg_type.oid
),
columns as (
  select
    relations.oid,
    jsonb_agg(
      jsonb_build_object(
        'name', pg_attribute.attname,
        'type', format_type(pg_attribute.atttypid, pg_attribute.atttypmod),
        'nullable', not (pg_attribute.attnotnull or pg_type.typtype = 'd' and pg_type.typnotnull),
        'default', case when pg_attribute.attgenerated = '' then pg_get_expr(pg_attrdef.adbin, pg_attrdef.adrelid) end,
        'description', col_description(relations.oid, pg_attribute.attnum)
      ) || jsonb_strip_nulls(
        jsonb_build_object(
          'generated', case when pg_attribute.attgenerated <> '' then pg_get_expr(pg_attrdef.adbin, pg_attrdef.adrelid) end,
          'identity', case pg_attribute.attidentity when 'a' then 'always' when 'd' then 'by default' end,
          'enumValues', enums.labels,
          'domain', case when pg_type.typtype = 'd' then jsonb_build_object(
            'type', format_type(pg_type.typbasetype, pg_type.typtypmod),
            'notNull', pg_type.typnotnull,
            'checks', coalesce(domain_checks.checks, '[]')
          ) end,
          'fields', composites.fields
        )
      ) order by pg_attribute.attnum
    ) as columns
  from relations
  join pg_attribute on pg_attribute.attrelid = relations.oid and pg_attribute.attnum > 0 and not pg_attribute.attisdropped
  join pg_type on pg_type.oid = pg_attribute.atttypid
  left join pg_attrdef on pg_attrdef.adrelid = relations.oid and pg_attrdef.adnum = pg_attribute.attnum
  -- Also the values of an array's or a domain's enum.
  left join enums on enums.type in (pg_type.oid, nullif(pg_type.typelem, 0), nullif(pg_type.typbasetype, 0))
  left join domain_checks on domain_checks.type = pg_type.oid
  left join composites on composites.type = pg_type.oid
  where has_column_privilege(relations.oid, pg_attribute.attnum, 'select')
  group by relations.oid
),
key_columns as (
  select
    pg_constraint.oid,
    jsonb_agg(key.attname order by position) as columns,
    jsonb_agg(target.attname order by position) as target_columns
  from pg_constraint
  cross join unnest(pg_constraint.conkey) with ordinality as own (number, position)
  join pg_attribute as key on key.attrelid = pg_constraint.conrelid and key.attnum = own.number
  left join pg_attribute as target
    on target.attrelid = pg_constraint.confrelid and target.attnum = pg_constraint.confkey[position]
  where pg_constraint.contype in ('p', 'f')
  group by pg_constraint.oid
),
primary_keys as (
  select pg_constraint.conrelid as oid, key_columns.columns
  from pg_constraint
  join key_columns on key_columns.oid = pg_constraint.oid
  where pg_constraint.contype = 'p'
),
foreign_keys as (
  select
    pg_constraint.conrelid as oid,
    jsonb_agg(
      jsonb_build_object(
        'columns', key_columns.columns,
        'references',
        jsonb_build_object('schema', target.schema, 'table', target.name, 'columns', key_columns.target_columns)
      ) || jsonb_strip_nulls(
        jsonb_build_object(
          'name', pg_constraint.conname,
          'onDelete', ${action('pg_constraint.confdeltype')},
          'onUpdate', ${action('pg_constraint.confupdtype')},
          'deferrable', case when condeferrable then case when condeferred then 'deferred' else 'immediate' end end,
          'description', obj_description(pg_constraint.oid, 'pg_constraint')
        )
      ) order by pg_constraint.conname
    ) as keys
  from pg_constraint
  join key_columns on key_columns.oid = pg_constraint.oid
  join relations as target on target.oid = pg_constraint.confrelid
  where pg_constraint.contype = 'f'
  group by pg_constraint.conrelid
),
constraints as (
  select
    conrelid as oid,
    jsonb_agg(
      jsonb_strip_nulls(
        jsonb_build_object(
          'name', conname,
          'type', case contype when 'c' then 'check' when 'u' then 'unique' else 'exclusion' end,
          'definition', pg_get_constraintdef(oid, true),
          'description', obj_description(oid, 'pg_constraint')
        )
      ) order by conname
    ) as constraints
  from pg_constraint
  where contype in ('c', 'u', 'x') and conrelid in (select oid from relations)
  group by conrelid
),
indexes as (
  select
    pg_index.indrelid as oid,
    jsonb_agg(
      jsonb_build_object('name', pg_class.relname, 'columns', parts.keys, 'unique', pg_index.indisunique)
      || jsonb_strip_nulls(
        jsonb_build_object(
          'method', pg_am.amname,
          'order', case when parts.has_order and pg_am.amname = 'btree' then parts.orders end,
          'include', parts.included,
          'predicate', pg_get_expr(pg_index.indpred, pg_index.indrelid, true),
          'valid', case when not pg_index.indisvalid then false end,
          'description', obj_description(pg_class.oid, 'pg_class')
        )
      ) order by pg_class.relname
    ) as indexes
  from pg_index
  join pg_class on pg_class.oid = pg_index.indexrelid
  join pg_am on pg_am.oid = pg_class.relam
  cross join lateral (
    select
      jsonb_agg(part.definition order by position) filter (where part.is_key) as keys,
      jsonb_agg(part.definition order by position) filter (where not part.is_key) as included,
      jsonb_agg(part.sort order by position) filter (where part.is_key) as orders,
      bool_or(part.is_key and part.sort <> '') as has_order
    from generate_series(1, pg_index.indnatts::integer) as position
    cross join lateral (
      select
        pg_get_indexdef(pg_index.indexrelid, position, true) as definition,
        position <= pg_index.indnkeyatts as is_key,
        case pg_index.indoption[position - 1]
          when 1 then 'DESC NULLS LAST'
          when 2 then 'NULLS FIRST'
          when 3 then 'DESC'
          else ''
        end as sort
    ) as part
  ) as parts
  where pg_index.indrelid in (select oid from relations)
  group by pg_index.indrelid
),
partitions as (
  select
    pg_inherits.inhparent as oid,
    jsonb_agg(
      jsonb_build_object(
        'schema', pg_namespace.nspname, 'name', relname, 'bounds', pg_get_expr(relpartbound, pg_class.oid, true)
      ) order by relname
    ) as partitions
  from pg_inherits
  join pg_class on pg_class.oid = pg_inherits.inhrelid and pg_class.relispartition and pg_class.relkind <> 'I'
  join pg_namespace on pg_namespace.oid = pg_class.relnamespace
  where pg_class.relkind in ('r', 'p', 'f')
  group by pg_inherits.inhparent
),
parents as (
  select
    pg_inherits.inhrelid as oid,
    jsonb_agg(jsonb_build_object('schema', pg_namespace.nspname, 'table', relname) order by inhseqno) as parents
  from pg_inherits
  join pg_class on pg_class.oid = pg_inherits.inhparent
  join pg_namespace on pg_namespace.oid = pg_class.relnamespace
  where pg_inherits.inhrelid in (select oid from relations)
  group by pg_inherits.inhrelid
),
policies as (
  select
    polrelid as oid,
    jsonb_agg(
      jsonb_build_object(
        'name', polname,
        'command', case polcmd
          when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' else 'ALL'
        end,
        'permissive', polpermissive,
        'roles', (
          select jsonb_agg(case when role = 0 then 'PUBLIC' else pg_get_userbyid(role) end) from unnest(polroles) as role
        ),
        'using', pg_get_expr(polqual, polrelid, true),
        'check', pg_get_expr(polwithcheck, polrelid, true)
      ) order by polname
    ) as policies
  from pg_policy
  group by polrelid
),
triggers as (
  select
    tgrelid as oid,
    jsonb_agg(
      jsonb_strip_nulls(
        jsonb_build_object(
          'name', tgname,
          'definition', pg_get_triggerdef(oid, true),
          'enabled', tgenabled <> 'D',
          'description', obj_description(oid, 'pg_trigger')
        )
      ) order by tgname
    ) as triggers
  from pg_trigger
  where not tgisinternal and tgrelid in (select oid from relations)
  group by tgrelid
)
select jsonb_build_object(
  'schema', relations.schema,
  'name', relations.name,
  'kind', relations.kind,
  'description', relations.description,
  'estimatedRows', relations.estimated_rows,
  'columns', coalesce(columns.columns, '[]'),
  'primaryKey', coalesce(primary_keys.columns, '[]'),
  'foreignKeys', coalesce(foreign_keys.keys, '[]'),
  'indexes', coalesce(indexes.indexes, '[]')
) || case when constraints.constraints is null then '{}' else jsonb_build_object('constraints', constraints.constraints) end
  || case when relations.relkind <> 'p' then '{}' else jsonb_build_object(
    'partitionKey', pg_get_partkeydef(relations.oid), 'partitions', coalesce(partitions.partitions, '[]')
  ) end
  || case when parents.parents is null then '{}' else jsonb_build_object('inherits', parents.parents) end
  || case when relations.relkind in ('v', 'm')
    then jsonb_build_object('definition', pg_get_viewdef(relations.oid, true)) else '{}' end
  || case when not relations.row_security then '{}' else jsonb_build_object(
    'rowSecurity', jsonb_build_object('forced', force_row_security, 'policies', coalesce(policies.policies, '[]'))
  ) end
  || case when triggers.triggers is null then '{}' else jsonb_build_object('triggers', triggers.triggers) end
from relations
left join columns on columns.oid = relations.oid
left join primary_keys on primary_keys.oid = relations.oid
left join foreign_keys on foreign_keys.oid = relations.oid
left join constraints on constraints.oid = relations.oid
left join indexes on indexes.oid = relations.oid
left join partitions on partitions.oid = relations.oid
left join parents on parents.oid = relations.oid
left join policies on policies.oid = relations.oid
left join triggers on triggers.oid = relations.oid
order by relations.schema, relations.name`;
