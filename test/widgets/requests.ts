/** Requests of the page since `watch()`, which are sent to the gateway as usual. */
export interface Watch {
  /** Addresses and bodies in order. */
  readonly requests: { url: URL; body: unknown; init: RequestInit }[];
  /** Bodies of the batches. */
  readonly batches: { queries: { name: string; params: object; etag?: string }[]; params?: object }[];
  stop(): void;
}

/** Delays the page's requests until `stop()`. @param path end of the addresses, by default any */
export function hold(path = ''): { stop(): void } {
  const real = window.fetch;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  window.fetch = async (...request) => {
    if (String(request[0]).endsWith(path)) await released;
    return real(...request);
  };
  return {
    stop() {
      window.fetch = real;
      release();
    },
  };
}

/** Records the page's requests until `stop()`. */
export function watch(): Watch {
  const real = window.fetch;
  const requests: Watch['requests'] = [];
  window.fetch = (input, init = {}) => {
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    requests.push({ url: new URL(String(input)), body, init });
    return real(input, init);
  };
  return {
    requests,
    get batches() {
      return requests.filter(({ url }) => url.pathname === '/api/batch').map(({ body }) => body as Watch['batches'][0]);
    },
    stop() {
      window.fetch = real;
    },
  };
}
