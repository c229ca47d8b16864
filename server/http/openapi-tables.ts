import { TABLE_KINDS } from '../contract/schema.ts';
import { list, object, text, textOrNull, yesOrNo } from './json-schema.ts';

const texts = list(text);
const action = { enum: ['RESTRICT', 'CASCADE', 'SET NULL', 'SET DEFAULT'] };

const COLUMN = object(
  {
    name: text,
    type: text,
    nullable: yesOrNo,
    default: textOrNull,
    description: textOrNull,
    pii: yesOrNo,
    generated: text,
    identity: { enum: ['always', 'by default'] },
    enumValues: texts,
    domain: object({ type: text, notNull: yesOrNo, checks: texts }),
    fields: list(object({ name: text, type: text })),
  },
  ['generated', 'identity', 'enumValues', 'domain', 'fields'],
);

const FOREIGN_KEY = object(
  {
    columns: texts,
    references: object({ schema: text, table: text, columns: texts }),
    name: text,
    onDelete: action,
    onUpdate: action,
    deferrable: { enum: ['immediate', 'deferred'] },
    description: textOrNull,
  },
  ['name', 'onDelete', 'onUpdate', 'deferrable', 'description'],
);

const INDEX = object(
  {
    name: text,
    columns: texts,
    unique: yesOrNo,
    method: text,
    order: texts,
    include: texts,
    predicate: text,
    valid: yesOrNo,
    description: textOrNull,
  },
  ['method', 'order', 'include', 'predicate', 'valid', 'description'],
);

const CONSTRAINT = object(
  { name: text, type: { enum: ['check', 'unique', 'exclusion'] }, definition: text, description: textOrNull },
  ['description'],
);

const POLICY = object({
  name: text,
  command: { enum: ['ALL', 'SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  permissive: yesOrNo,
  roles: texts,
  using: textOrNull,
  check: textOrNull,
});

const TRIGGER = object({ name: text, definition: text, enabled: yesOrNo, description: textOrNull }, ['description']);

/** The answer to `GET /api/schema`. */
export const SCHEMA = object({
  tables: list(
    object(
      {
        schema: text,
        name: text,
        kind: { enum: TABLE_KINDS },
        description: textOrNull,
        estimatedRows: { type: ['integer', 'null'] },
        columns: list(COLUMN),
        primaryKey: texts,
        foreignKeys: list(FOREIGN_KEY),
        indexes: list(INDEX),
        constraints: list(CONSTRAINT),
        partitionKey: text,
        partitions: list(object({ schema: text, name: text, bounds: text })),
        inherits: list(object({ schema: text, table: text })),
        definition: text,
        rowSecurity: object({ forced: yesOrNo, policies: list(POLICY) }),
        triggers: list(TRIGGER),
      },
      ['constraints', 'partitionKey', 'partitions', 'inherits', 'definition', 'rowSecurity', 'triggers'],
    ),
  ),
});
