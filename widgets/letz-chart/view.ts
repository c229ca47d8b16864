import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { LetzSelectEvent } from '../core/element/events.ts';
import { whenIdle } from '../core/lazy/when-idle.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { icons, tool } from '../core/styles/tool-button.ts';
import { type PictureHost, tableTool } from '../core/visual/table-toggle.ts';
import { textsFor } from '../core/visual/texts/index.ts';
import { expectBox, isAlone } from './boxes.ts';
import { Chart, type ChartView } from './chart.ts';
import { type Cursor, type Range, steer } from './cursor.ts';
import { renderLegend, renderPicture, renderTooltip } from './parts.ts';
import { Plot } from './plot.ts';
import { type Points, toPoints } from './series.ts';
import { renderTwin } from './twin.ts';
import { styles } from './view.styles.ts';

/** The points: how they are shown, and what the reader does with them. */
export class ChartBody {
  readonly #host: PictureHost;
  #chart!: Chart;
  #points: Points | undefined;
  /** What the chart was made of: the same is neither made nor drawn again. */
  #of: readonly unknown[] = [];
  #drawn: Chart | undefined;
  #plot: Plot | undefined;
  #range: Range | null = null;
  #cursor: Cursor | null = null;
  /** What was in view when the mouse went down: something else after a drag. */
  #before: Range | null = null;
  /** Names of series that the reader took away. */
  #off: ReadonlySet<string> = new Set();
  /** Whether there was time for what is around the picture: the tools, and in words what it shows. */
  #told = false;
  #giveUp: (() => void) | undefined;
  #unexpect: (() => void) | undefined;

  constructor(host: PictureHost) {
    addStyles(host, styles);
    this.#host = host;
    if (host.isConnected) this.enter();
  }

  /** Its element is on the page. */
  enter(): void {
    this.#unexpect ??= expectBox(this);
  }

  show(view: ChartView): void {
    const { data, x, series, heading, formats, types } = view;
    const texts = textsFor(formats.locale, () => this.#host.requestUpdate());
    const of = [data, x, series, heading, formats, texts, this.#off, ...types];
    const changed = of.map((value, index) => value !== this.#of[index]);
    if (!changed.includes(true)) return;
    this.#of = of;
    if (!this.#points || changed.slice(0, 3).includes(true)) {
      const points = toPoints(data, { x, series: series.split(',').flatMap((name) => name.trim() || []) });
      if (points.x.length !== this.#points?.x.length) this.#range = this.#cursor = null;
      this.#points = points;
    }
    this.#chart = new Chart(view, this.#points, texts, this.#off);
  }

  /** Brings the picture up to what has been rendered. */
  drawn(): void {
    const box = this.#box;
    if (!box) this.leave();
    if (!box || !this.#host.isConnected) return;
    if (!this.#plot) this.#start(box);
    if (this.#chart === this.#drawn) this.#plot!.zoom(this.#range);
    else this.#plot!.update(this.#chart.drawing, this.#range);
    this.#drawn = this.#chart;
  }

  /** Takes the picture away. */
  leave(): void {
    this.#unexpect?.();
    this.#unexpect = undefined;
    this.#giveUp?.();
    this.#plot?.destroy();
    this.#plot = this.#drawn = undefined;
  }

  /** @throws {RangeError} when nothing is drawn, or it is too large */
  async toPng(): Promise<Blob> {
    if (!this.#plot) throw new RangeError('Nothing is drawn.');
    const said = this.#host.renderRoot.querySelectorAll('[part="footer"] > :is(time, span)');
    return this.#plot.toPng(this.#chart.caption(Array.from(said, ({ textContent }) => textContent).join(' · ')));
  }

  #start(box: HTMLElement): void {
    this.#plot = new Plot(box, this.#host.renderRoot.querySelector('.probe')!, {
      onPoint: (index, series) => this.#pointAt(index === null ? null : { index, series }),
      onZoom: (range) => this.#zoom(range),
      onTurn: () => this.#turned(),
    });
    if (isAlone(this)) this.#plot.measure(box.getBoundingClientRect());
    if (this.#told) return;
    this.#giveUp = whenIdle(() => {
      this.#told = true;
      this.#host.requestUpdate();
    });
  }

  #turned(): void {
    // Bars that stand again keep their cursor: the reader may be there.
    this.#told ||= !this.#plot!.horizontal;
    this.#host.requestUpdate();
  }

  get #box(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('[part="plot"]');
  }

  #pointAt(cursor: Cursor | null): void {
    if (cursor?.index === this.#cursor?.index && cursor?.series === this.#cursor?.series) return;
    this.#cursor = cursor;
    this.#host.requestUpdate();
  }

  #zoom(range: Range | null): void {
    this.#range = range;
    this.#host.requestUpdate();
  }

  readonly #toggle = (name: string): void => {
    const off = new Set(this.#off);
    if (!off.delete(name)) off.add(name);
    this.#off = off;
    this.#host.requestUpdate();
  };

  readonly #onDown = (): void => {
    this.#before = this.#range;
  };

  readonly #onClick = (): void => {
    if (this.#range === this.#before) this.#choose();
  };

  readonly #choose = (): void => {
    if (!this.#cursor) return;
    const { index, series } = this.#cursor;
    const { labels, points } = this.#chart;
    this.#host.dispatchEvent(new LetzSelectEvent(labels.row(index), points.series[series]!.name));
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { points, drawn, start } = this.#chart;
    const vertical = this.#plot?.horizontal ?? false;
    const rtl = getComputedStyle(this.#host).direction === 'rtl';
    const field = { count: points.x.length, series: drawn, vertical, rtl, start };
    const place = steer(key, { cursor: this.#cursor, range: this.#range }, field);
    if (place) {
      const { cursor, range } = place;
      this.#zoom(range);
      this.#plot?.zoom(range);
      this.#pointAt(cursor);
      if (cursor) this.#plot?.point(cursor.index, cursor.series);
    } else if (key === 'Enter' || key === ' ') this.#choose();
    else return;
    event.preventDefault();
  };

  readonly #onBlur = (): void => {
    this.#pointAt(null);
    this.#plot?.leave();
  };

  readonly #save = async (): Promise<void> => {
    const [picture, { saveBlob }] = await Promise.all([this.toPng(), import('../core/gateway/download.ts')]);
    saveBlob(picture, `${this.#host.query || 'chart'}.png`);
  };

  renderTools(): unknown {
    const { drawable, texts } = this.#chart;
    if (!drawable) return nothing;
    // Their room, until there was time for them, too: nothing moves then.
    if (!this.#told && !this.#host.asTable) return html`<i class="room"></i>`;
    return html`
      ${this.#range ? tool(texts.resetZoom, icons.reset, () => this.#zoom(null)) : nothing}
      ${this.#host.asTable ? nothing : tool(texts.savePicture, icons.picture, this.#save)}
      ${tableTool(this.#host, texts)}
    `;
  }

  render(): unknown {
    const chart = this.#chart;
    const range = this.#range;
    // Where nothing can be drawn, the table says what there is.
    const { drawable } = chart;
    const asTable = this.#host.asTable || !drawable;
    // Where the table is there, so are the tools: they stay when the reader goes back to the picture.
    this.#told ||= asTable;
    const told = this.#told;
    // An element is rendered whenever it asks or hears something; its body is the same most of the time.
    return guard([chart, told, asTable, range, this.#cursor, this.#plot?.horizontal ?? false], () => {
      const sentence = guard([chart, told], () => (told ? chart.sentence : chart.name));
      const twin = guard([chart, range], () => renderTwin(chart, range));
      return html`
        ${asTable ? nothing : renderLegend(chart, this.#toggle)}
        ${drawable ? this.#renderPicture(sentence, told, asTable) : nothing}
        ${
          told
            ? html`<div class="twin ${asTable ? '' : 'visually-hidden'}" tabindex=${asTable ? 0 : nothing}>${twin}</div>`
            : nothing
        }
      `;
    });
  }

  #renderPicture(sentence: unknown, told: boolean, hidden: boolean): TemplateResult {
    const chart = this.#chart;
    const { index, series } = this.#cursor ?? { index: chart.start, series: chart.drawn[0] ?? 0 };
    const place = this.#cursor && this.#plot?.place(index, series);
    return renderPicture(chart, {
      hidden,
      sentence,
      told,
      horizontal: this.#plot?.horizontal ?? false,
      index,
      series,
      tooltip: place ? renderTooltip(chart, index, place, this.#box!) : nothing,
      down: this.#onDown,
      click: this.#onClick,
      press: this.#onKey,
      blur: this.#onBlur,
    });
  }
}
