import type { Hono } from 'hono';
import type { Authenticate } from '../auth/authenticate.ts';
import type { QueryDescription } from '../contract/query.ts';
import type { PackageFolders } from '../shared/package-folders.ts';
import type { Report } from './access-log.ts';
import type { Gateway } from './gateway-parts.ts';
import type { Paths } from './openapi-operation.ts';
import type { Widget } from './widget-manifest.ts';

/** An endpoint: its handlers, and their description in the OpenAPI document. */
export interface Endpoint {
  /** Adds the handlers to the app. */
  add(app: Hono): void;
  /** OpenAPI paths, for a caller that may run `queries`. */
  paths(queries: readonly QueryDescription[]): Paths;
}

/** The parts that endpoints are made of. */
export interface EndpointContext {
  gateway: Gateway;
  authenticate: Authenticate;
  report: Report;
  folders: PackageFolders;
  widgets: ReadonlyMap<string, Widget>;
  /** True during shutdown: `/readyz` answers 503, so a load balancer sends new requests elsewhere. */
  isDraining(): boolean;
}
