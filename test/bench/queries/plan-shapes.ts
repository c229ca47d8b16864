import type pg from 'pg';
import type { Case } from './cases.ts';
import { type BoundStatement, statementOf, watermarkOf } from './statements.ts';

/** A node of `EXPLAIN (FORMAT JSON)`. */
interface PlanNode {
  'Node Type': string;
  'Join Type'?: string;
  'Relation Name'?: string;
  'Index Name'?: string;
  Plans?: PlanNode[];
}

/**
 * Nodes that make up a plan's shape: the tables, how they are read, and the joins. Parallel workers, sorts, and hashed or
 * sorted groups follow from the number of rows.
 */
const SHAPING = /Scan|Join|Nested Loop/;
const IGNORED = /^(Subquery|CTE|Function|Values) Scan$/;

/** The nodes that make up the shape of the plan of a statement, with their tables and indexes. */
async function planShape(client: pg.Client, { text, values }: BoundStatement): Promise<string[]> {
  const { rows } = await client.query({ text: `explain (format json) ${text}`, values, rowMode: 'array' });
  return nodesOf(rows[0]?.[0][0].Plan).sort();
}

function nodesOf(node: PlanNode): string[] {
  const type = node['Node Type'];
  const own = [type, node['Relation Name'], node['Index Name']].filter(Boolean).join(' ');
  const below = (node.Plans ?? []).flatMap(nodesOf);
  return SHAPING.test(type) && !IGNORED.test(type) ? [own, ...below] : below;
}

/** Nodes that one shape has more often than the other. */
function lacking(from: string[], to: string[], sign: string): string[] {
  const count = (nodes: string[], node: string) => nodes.filter((each) => each === node).length;
  return [...new Set(from)]
    .map((node) => ({ node, more: count(from, node) - count(to, node) }))
    .filter(({ more }) => more > 0)
    .map(({ node, more }) => `    ${sign} ${more} x ${node}`);
}

/** Prints the cases whose plans have another shape on the second database. @returns their number */
export async function comparePlans(one: pg.Client, other: pg.Client, cases: Case[]): Promise<number> {
  const watermarks = [await watermarkOf(one), await watermarkOf(other)];
  let [plans, differing] = [0, 0];
  for (const { query } of cases) {
    for (const source of ['tables', 'rollups']) {
      const shapes: string[][] = [];
      for (const [index, client] of [one, other].entries()) {
        const watermark = watermarks[index] ?? null;
        const statement =
          source === 'rollups' && !watermark
            ? null
            : statementOf(query, new Date(), source === 'rollups' ? watermark : null);
        if (statement) shapes.push(await planShape(client, statement));
      }
      const [first, second] = shapes;
      if (!first || !second) continue;
      plans += 1;
      const differences = [...lacking(first, second, '-'), ...lacking(second, first, '+')];
      if (!differences.length) continue;
      differing += 1;
      console.log([`${query}, ${source}:`, ...differences].join('\n'));
    }
  }
  console.log(`${differing} of ${plans} plans have another shape.`);
  return differing;
}
