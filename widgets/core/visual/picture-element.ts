import { nothing, type PropertyDeclarations } from 'lit';
import type { ColumnarResult, Result } from '../../../server/contract/result.ts';
import { LetzElement } from '../element/letz-element.ts';
import type { ProblemMessage } from '../element/problem-message.ts';
import type { GatewayError } from '../gateway/gateway-client.ts';
import type { LazyModule } from '../lazy/lazy-module.ts';
import { loadVisual, pictureBox } from './placeholder.styles.ts';
import type { PictureHost, PictureView } from './table-toggle.ts';

/** View of a picture, in a module of its own that is loaded with the first data. */
interface View<Data> {
  /** Takes data and settings. @returns the reason why they can't be shown */
  show(view: PictureView<Data>): GatewayError | undefined;
  /** Message for a problem that `show` returned. */
  problemMessage(problem: GatewayError): ProblemMessage;
  /** Buttons in the header. */
  renderTools(): unknown;
  render(): unknown;
}

/** Base class of chart, heatmap and funnel: loads the view, passes data to it, and switches between picture and table. */
export abstract class PictureElement<
  PictureViewer extends View<Data>,
  Data extends Result | ColumnarResult = Result,
> extends LetzElement<Data> {
  static override styles = [...LetzElement.styles, pictureBox];

  static override properties: PropertyDeclarations = {
    asTable: { type: Boolean, reflect: true, attribute: 'as-table' },
    syncUrl: { attribute: 'sync-url' },
  };

  /** Shows the table instead of the picture. */
  asTable = false;

  /**
   * Keeps picture or table, and a chart's zoom and hidden series, in the page's URL, as `?PREFIX.view=table`; the prefix is
   * the attribute's value or else the query.
   */
  syncUrl?: string | null;

  /** The view, once its module is loaded. */
  protected view: PictureViewer | undefined;

  /** Module of the view. */
  protected abstract readonly viewModule: LazyModule<{ View: new (host: PictureHost) => PictureViewer }>;

  /** Further modules that the attributes need. */
  protected get furtherModules(): LazyModule<unknown>[] {
    return [];
  }

  protected override loadView(): Promise<unknown> | undefined {
    if (this.view) return undefined;
    const missing = [this.viewModule, ...this.furtherModules].filter(({ loaded }) => !loaded);
    if (missing.length) {
      return Promise.all([...missing.map((module) => module.load()), loadVisual()]).then(() => this.loadView());
    }
    this.view = new this.viewModule.loaded!.View(this);
    return undefined;
  }

  protected override checkData(data: Data): GatewayError | undefined {
    return this.view?.show(this.pictureView(data));
  }

  /** Data and settings that the view shows. */
  protected pictureView(data: Data): PictureView<Data> {
    const { heading, formats } = this;
    const { client, query } = this;
    const save = async () => (await import('./download-all.ts')).downloadAll(client, data);
    const download = query ? save : undefined;
    return { data, heading, formats, download };
  }

  protected override problemMessage(problem: GatewayError): ProblemMessage | undefined {
    return problem === this.dataProblem ? this.view?.problemMessage(problem) : undefined;
  }

  protected override renderActions(): unknown {
    return this.data && !this.dataProblem && !this.isEmpty(this.data) ? this.view!.renderTools() : nothing;
  }

  protected override renderData(): unknown {
    return this.view!.render();
  }
}
