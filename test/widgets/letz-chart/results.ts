import type { Column } from '../../../server/contract/column.ts';
import type { Result } from '../../../server/contract/result.ts';
import type { LetzChart } from '../../../widgets/letz-chart/letz-chart.ts';
import { mounted, until } from '../support.ts';

/** Column of a result. */
export const column = (name: string, type: Column['type'], more: Partial<Column> = {}): Column => ({
  name,
  type,
  description: '',
  ...more,
});

/** Result that a page sets. */
export const resultOf = (columns: Column[], rows: Result['rows'], more: Partial<Result> = {}): Result => ({
  query: 'own',
  title: 'Own',
  columns,
  rows,
  rowCount: rows.length,
  truncated: false,
  params: {},
  asOf: '2026-01-05T12:00:00Z',
  ...more,
});

export const text = (node: Element | null | undefined): string => node?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

export const canvas = (chart: Element) => chart.shadowRoot!.querySelector('canvas');
export const table = (chart: Element) => chart.shadowRoot!.querySelector('table');

/** Sentence that describes the picture. */
export const sentence = (chart: Element): string => chart.shadowRoot!.querySelector('[role="img"]')!.ariaLabel ?? '';

/** Texts of the table's rows, cell by cell. */
export const cells = (chart: Element): string[][] =>
  [...table(chart)!.rows].map(({ cells }) => [...cells].map((cell) => text(cell)));

/** Text of the point at the keyboard's cursor. */
export const valueText = (chart: Element): string =>
  chart.shadowRoot!.querySelector('[role="slider"]')!.getAttribute('aria-valuetext') ?? '';

/** Message of a chart that can't be shown. */
export async function failure(chart: LetzChart): Promise<string> {
  return text(await until(() => chart.shadowRoot!.querySelector('[part="error"]')));
}

/** Waits for picture and table. */
export async function complete<T extends Element>(chart: T): Promise<T> {
  await until(() => canvas(chart) && table(chart));
  return chart;
}

/** Mounts a chart of a query and waits for picture and table. */
export const drawn = async (template: Parameters<typeof mounted>[0]): Promise<LetzChart> =>
  complete(await mounted<LetzChart>(template));

/** Colours of the picture's pixels with their counts, as `r,g,b`. */
export function colors(chart: Element): Map<string, number> {
  const { width, height } = canvas(chart)!;
  const { data } = canvas(chart)!.getContext('2d')!.getImageData(0, 0, width, height);
  const found = new Map<string, number>();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 255) continue;
    const color = data.slice(at, at + 3).join();
    found.set(color, (found.get(color) ?? 0) + 1);
  }
  return found;
}
