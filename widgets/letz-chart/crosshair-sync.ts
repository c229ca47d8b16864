/** Chart whose crosshair follows that of others. */
export interface SyncedChart {
  /** Shows the crosshair at a time; `null` hides it. */
  showTime(time: number | null): void;
}

/** Charts with a time axis by their context. */
const groups = new WeakMap<Element, Set<SyncedChart>>();

/** Nearest context above an element, across shadow roots. */
function contextOf(element: Element): Element | null {
  for (let node: Element | undefined = element; node; node = (node.getRootNode() as ShadowRoot).host) {
    const context = node.closest('letz-context');
    if (context) return context;
  }
  return null;
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
    const context = contextOf(element);
    if (!context) return;
    this.#group = groups.get(context) ?? new Set();
    groups.set(context, this.#group);
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
