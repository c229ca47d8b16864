/** What the page asked for since `watch`; the requests themselves go to the gateway as ever. */
export interface Watch {
  /** Addresses and bodies, in order. */
  readonly requests: { url: URL; body: unknown; init: RequestInit }[];
  /** Bodies of the batches alone. */
  readonly batches: { queries: { name: string; params: object; etag?: string }[] }[];
  stop(): void;
}

/** Lets the page's requests wait until `stop`. */
export function hold(): { stop(): void } {
  const real = window.fetch;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  window.fetch = async (...request) => {
    await released;
    return real(...request);
  };
  return {
    stop() {
      window.fetch = real;
      release();
    },
  };
}

/** Listens to the page's requests until `stop`. */
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
