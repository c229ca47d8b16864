import type { Endpoint, EndpointContext } from '../endpoint.ts';
import { operation, plain } from '../openapi-operation.ts';

/** `GET /metrics`: counters and durations in the text format of Prometheus. They hold names of queries, so that a reachable gateway asks for a token. */
export const metricsEndpoint = ({ gateway, authenticate }: EndpointContext): Endpoint => ({
  add(app) {
    app.get('/metrics', async (c) => {
      if (gateway.config.exposed) (await authenticate(c)).metrics();
      const { text, type } = await gateway.metrics.print();
      return c.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'no-store' });
    });
  },
  paths: () => ({
    '/metrics': {
      get: operation('readMetrics', 'Metrics in the text format of Prometheus', plain(), ['unauthorized', 'forbidden']),
    },
  }),
});
