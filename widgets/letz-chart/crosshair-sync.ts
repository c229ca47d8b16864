/** Chart whose crosshair follows that of others. */
export interface SyncedChart {
  /** Shows the crosshair at a time; `null` hides it. */
  showTime(time: number | null): void;
}

/** Charts with a time axis by their context, or by the chart that shows them as small multiples. */
const groups = new WeakMap<Element, Set<SyncedChart>>();

/** Nearest context above an element, across shadow roots; without one the chart that has it as a small multiple. */
function groupOf(element: Element): Element | null {
  let chart: Element | null = null;
  for (let node: Element | undefined = element; node; node = (node.getRootNode() as ShadowRoot).host) {
    const context = node.closest('letz-context');
    if (context) return context;
    if (node !== element && node.localName === element.localName) chart = node;
  }
  return chart;
}

/** Membership of a chart in the group of its context. */
export class CrosshairSync {
  #group: Set<SyncedChart> | undefined;
  readonly #chart: SyncedChart;

  constructor(chart: SyncedChart) {
    this.#chart = chart;
  }

  /** Joins the charts of the element's context, if there is one. */
  join(element: Element): void {
    const owner = groupOf(element);
    if (!owner) return;
    this.#group = groups.get(owner) ?? new Set();
    groups.set(owner, this.#group);
    this.#group.add(this.#chart);
  }

  leave(): void {
    this.#group?.delete(this.#chart);
    this.#group = undefined;
  }

  /** Moves the crosshairs of the other charts to a time; `null` hides them. */
  publish(time: number | null): void {
    for (const chart of this.#group ?? []) if (chart !== this.#chart) chart.showTime(time);
  }
}
