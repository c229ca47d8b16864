import { initialState, Task, TaskStatus } from '@lit/task';
import type { ReactiveElement } from 'lit';
import { GatewayError } from '../gateway/gateway-error.ts';
import { scriptFolder } from './settings.ts';

/** Data of a widget and its origin. */
type Sourced<Data> =
  /** Set by the page; `undefined` once the page has taken it away. */
  | { from: 'page'; data: Data | undefined }
  /** Loaded; `key` identifies what was requested. */
  | { from: 'query'; data: Data | undefined; key: string };

/** Time in milliseconds after which a request takes long. */
const SLOW_MS = 5000;

interface DataSourceHost extends ReactiveElement {
  readonly query: string;
}

interface DataSourceOptions<Data> {
  /** Values that the data depends on, the client first and what identifies the request next: a change loads again. */
  args(): readonly unknown[];
  /** Requests the data. Rejects with a GatewayError or the signal's reason. */
  load(signal: AbortSignal): Promise<Data>;
  /** Loads the code that renders the data; `undefined` once it is there. */
  loadView(): Promise<unknown> | undefined;
  /** Called with loaded data. `changed` is false if the same object was there before. */
  onLoad(data: Data, changed: boolean): void;
  onError(error: unknown): void;
}

/**
 * Controller that holds a widget's data, set by the page or loaded. Data set by the page stays until the element has a
 * query and loads it.
 */
export class DataSource<Data extends object> {
  readonly #host: DataSourceHost;
  readonly #options: DataSourceOptions<Data>;
  readonly #task: Task<readonly unknown[], Sourced<Data>>;
  #value: Sourced<Data> = { from: 'query', data: undefined, key: '' };
  #viewReady = false;
  /** Signal of the request that takes long. */
  #slow: AbortSignal | undefined;

  constructor(host: DataSourceHost, options: DataSourceOptions<Data>) {
    this.#host = host;
    this.#options = options;
    this.#task = new Task(host, {
      args: options.args,
      task: (args, { signal }) => this.#load(String(args.slice(1, 3)), signal),
      onComplete: (value) => this.#loaded(value),
      onError: options.onError,
    });
  }

  /** The data, whether or not it can be rendered yet. */
  get data(): Data | undefined {
    return this.#value.data;
  }

  /** The data once the code that renders it is there. */
  get shown(): Data | undefined {
    return this.#viewReady ? this.#value.data : undefined;
  }

  /** True if a request is under way. */
  get pending(): boolean {
    return this.#task.status === TaskStatus.PENDING;
  }

  /** True if the request under way takes long. */
  get isSlow(): boolean {
    return this.pending && this.#slow?.aborted === false;
  }

  /** Loads again; the present data stays until the answer arrives. */
  reload(): Promise<void> {
    return this.#task.run();
  }

  /** Aborts the request under way. */
  cancel(): void {
    this.#task.abort();
  }

  /** Takes data from the page. */
  give(data: Data | undefined): void {
    const loading = data && this.#loadView();
    this.#set({ from: 'page', data });
    // A request under way reports the same failure.
    loading?.catch((error) => (this.pending && !this.#isFinal) || this.#options.onError(error));
  }

  /** Removes the data. */
  clear(): void {
    this.#set({ from: 'query', data: undefined, key: '' });
  }

  get #isFinal(): boolean {
    return this.#value.from === 'page' && !this.#host.query;
  }

  async #load(key: string, signal: AbortSignal): Promise<Sourced<Data> | typeof initialState> {
    if (this.#isFinal) return initialState;
    const timer = setTimeout(() => {
      this.#slow = signal;
      this.#host.requestUpdate();
    }, SLOW_MS);
    try {
      const [data] = await Promise.all([this.#options.load(signal), this.#loadView()]);
      return { from: 'query', data, key };
    } catch (error) {
      if (this.#isFinal) return initialState;
      const isSame = this.#value.from === 'query' && this.#value.key === key;
      // Data of another request is not stale, but wrong.
      if (!signal.aborted && !isSame) this.#set({ from: 'query', data: undefined, key });
      throw error;
    } finally {
      clearTimeout(timer);
      if (this.#slow === signal) this.#slow = undefined;
    }
  }

  #loaded(value: Sourced<Data>): void {
    if (this.#isFinal || !value.data) return;
    const changed = value.data !== this.#value.data;
    this.#set(value);
    this.#options.onLoad(value.data, changed);
  }

  #loadView(): Promise<void> | undefined {
    const loading = this.#viewReady ? undefined : this.#options.loadView();
    if (!loading) {
      this.#viewReady = true;
      return undefined;
    }
    return loading.then(
      () => {
        this.#viewReady = true;
        this.#host.requestUpdate('data');
        this.#host.requestUpdate();
      },
      (error) => {
        throw new GatewayError(
          'network',
          `The widget's code could not be loaded from ${scriptFolder}: reload the page. ${error}`,
        );
      },
    );
  }

  #set(value: Sourced<Data>): void {
    const before = this.shown;
    this.#value = value;
    this.#host.requestUpdate('data', before);
  }
}
