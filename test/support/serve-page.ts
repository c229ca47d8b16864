import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

export interface HostPage {
  origin: string;
  close(): Promise<void>;
}

/** Serves one page with given headers on another origin. */
export const servePage = (html: () => string, headers: Record<string, string> = {}): Promise<HostPage> =>
  serve((request, response) => {
    const found = request.url === '/';
    response.writeHead(found ? 200 : 204, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
    response.end(found ? html() : undefined);
  });

/** Serves the files of a folder on another origin. */
export async function serveFolder(folder: string): Promise<HostPage> {
  const types: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' };
  return serve(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const bytes = await readFile(join(folder, pathname)).catch(() => undefined);
    response.writeHead(bytes ? 200 : 404, { 'Content-Type': types[extname(pathname)] ?? 'application/octet-stream' });
    response.end(bytes);
  });
}

async function serve(listener: RequestListener): Promise<HostPage> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
