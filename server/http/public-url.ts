import type { Context } from 'hono';
import type { Config } from '../shared/config.ts';

/** Address of the gateway, as clients use it: `PUBLIC_ORIGIN`, or else the origin of the request. No slash at the end. */
export const publicUrl = (c: Context, { PUBLIC_ORIGIN }: Config): string => PUBLIC_ORIGIN ?? new URL(c.req.url).origin;

/** Path of `PUBLIC_ORIGIN`, such as `/letz`; empty at the root. */
export const publicPath = ({ PUBLIC_ORIGIN }: Config): string =>
  PUBLIC_ORIGIN === undefined ? '' : new URL(PUBLIC_ORIGIN).pathname.replace(/\/$/, '');

/** Removes the public path from a request's path. A proxy that strips it has done so already. */
export const stripPublicPath = (path: string, prefix: string): string =>
  prefix && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
