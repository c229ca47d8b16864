import type { SchemaTable } from '../../server/contract/schema.ts';
import type { Relation, Relations } from './foreign-keys.ts';

/** A table's box in the diagram, in pixels from the top left. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  name: string;
  /** The columns of the foreign keys between it and the center. */
  columns: string;
  role: 'center' | 'reference' | 'referrer' | 'rest';
  table: SchemaTable | null;
}

export interface Diagram {
  width: number;
  height: number;
  boxes: Box[];
  /** SVG paths, each from the referencing table to the referenced one. */
  lines: string[];
}

const BOX_HEIGHT = 44;
const GAP = 10;
const MAX_BOX_WIDTH = 220;
/** Least width of the diagram: a hidden element has none. */
const MIN_WIDTH = 160;
/** Least width at which the tables stand side by side. */
const SIDE_BY_SIDE = 520;
const INDENT = 28;
/** Space for the arrow of a table that references itself. */
const LOOP = 18;
/** Most neighbours drawn on one side; the others are counted. */
const MAX_NEIGHBOURS = 8;

/**
 * Layout of a table between the tables that reference it and those that it references, from left to right or, in a
 * narrow space, from top to bottom.
 * @param available width in pixels
 */
export function layoutDiagram(table: SchemaTable, relations: Relations, available: number): Diagram {
  const width = Math.max(MIN_WIDTH, available);
  const referrers = neighbours(table, relations.referencedBy, 'referrer');
  const references = neighbours(table, relations.references, 'reference');
  // The columns by which the table references itself.
  const own = relations.references.filter(({ other }) => other.table === table);
  const columns = own.map((relation) => relation.columns.join(', ')).join(' · ');
  const center = { name: table.name, columns, role: 'center' as const, table };
  return width < SIDE_BY_SIDE
    ? layoutDown(center, referrers, references, width)
    : layoutAcross(center, referrers, references, width);
}

type Node = Pick<Box, 'name' | 'columns' | 'role' | 'table'>;

/** One node per table, with the columns of all keys. */
function neighbours(table: SchemaTable, relations: Relation[], role: 'reference' | 'referrer'): Node[] {
  const nodes = new Map<string, Node>();
  for (const { other, otherColumns, columns } of relations) {
    if (other.table === table) continue;
    const key = JSON.stringify([other.schema, other.name]);
    const label = (role === 'referrer' ? otherColumns : columns).join(', ');
    const node = nodes.get(key);
    if (node) node.columns += ` · ${label}`;
    else nodes.set(key, { name: other.name, columns: label, role, table: other.table });
  }
  const all = [...nodes.values()];
  if (all.length <= MAX_NEIGHBOURS) return all;
  const rest: Node = { name: `+ ${all.length - MAX_NEIGHBOURS + 1}`, columns: '', role: 'rest', table: null };
  return [...all.slice(0, MAX_NEIGHBOURS - 1), rest];
}

function layoutAcross(center: Node, referrers: Node[], references: Node[], width: number): Diagram {
  const boxWidth = Math.min(MAX_BOX_WIDTH, Math.floor(width / 3.6));
  const most = Math.max(referrers.length, references.length, 1);
  const height = most * (BOX_HEIGHT + GAP) - GAP + (most === 1 && center.columns ? LOOP : 0);
  const column = (nodes: Node[], x: number) => {
    const top = (most * (BOX_HEIGHT + GAP) - GAP - (nodes.length * (BOX_HEIGHT + GAP) - GAP)) / 2;
    return nodes.map((node, index) => ({
      ...node,
      x,
      y: top + index * (BOX_HEIGHT + GAP),
      width: boxWidth,
      height: BOX_HEIGHT,
    }));
  };
  // A side without neighbours takes no space.
  const gap = Math.min(88, (width - 3 * boxWidth) / 2);
  const left = column(referrers, 0);
  const middle = column([center], left.length > 0 ? boxWidth + gap : 0);
  const x = (middle[0]?.x ?? 0) + boxWidth + gap;
  const right = column(references, x);
  const lines = [
    ...left.flatMap((box) => middle.map((target) => curve(box, target))),
    ...right.flatMap((box) => middle.map((source) => curve(source, box))),
    ...middle.filter(({ columns }) => columns).map(loopBelow),
  ];
  return { width: right.length > 0 ? x + boxWidth : x - gap, height, boxes: [...left, ...middle, ...right], lines };
}

function curve(from: Box, to: Box): string {
  const [startX, startY] = [from.x + from.width, from.y + from.height / 2];
  const [endX, endY] = [to.x, to.y + to.height / 2];
  const half = (startX + endX) / 2;
  return `M${startX} ${startY}C${half} ${startY} ${half} ${endY} ${endX} ${endY}`;
}

/** Arrows from a table to itself. */
const loopBelow = ({ x, y, width, height }: Box) => `M${x + width - 20} ${y + height}v${LOOP - 2}h-32v${2 - LOOP}`;
const loopBeside = ({ x, y, width }: Box) => `M${x + width} ${y + 32}h${LOOP - 2}v-20h${2 - LOOP}`;

function layoutDown(center: Node, referrers: Node[], references: Node[], width: number): Diagram {
  const rows = [...referrers, center, ...references];
  const boxes = rows.map((node, index) => {
    const x = node === center ? 0 : INDENT;
    const room = Math.min(width - x, MAX_BOX_WIDTH + INDENT - x);
    const boxWidth = node === center && node.columns ? room - LOOP : room;
    return { ...node, x, y: index * (BOX_HEIGHT + GAP), width: boxWidth, height: BOX_HEIGHT };
  });
  const middle = referrers.length * (BOX_HEIGHT + GAP);
  const spine = INDENT / 2;
  const lines = boxes
    .filter(({ x }) => x > 0)
    .map(({ x, y }) => {
      const half = y + BOX_HEIGHT / 2;
      return y < middle ? `M${x} ${half}H${spine}V${middle}` : `M${spine} ${middle + BOX_HEIGHT}V${half}H${x}`;
    });
  lines.push(...boxes.filter(({ role, columns }) => role === 'center' && columns).map(loopBeside));
  return {
    width: Math.min(width, MAX_BOX_WIDTH + INDENT),
    height: rows.length * (BOX_HEIGHT + GAP) - GAP,
    boxes,
    lines,
  };
}
