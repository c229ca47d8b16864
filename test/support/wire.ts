import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** Response before decoding. */
export interface WireResponse {
  status: number;
  headers: IncomingMessage['headers'];
  /** Bytes of the body as sent. */
  size: number;
  /** The body, decompressed. */
  text: string;
}

/** Sends a GET request and reads the response without decoding it first. */
export async function getRaw(url: string, headers: Record<string, string> = {}): Promise<WireResponse> {
  const [response] = (await once(request(url, { headers }).end(), 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const decoders: Record<string, (body: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync };
  const decode = decoders[response.headers['content-encoding'] ?? ''] ?? ((bytes: Buffer) => bytes);
  const text = body.length ? decode(body).toString() : '';
  return { status: response.statusCode ?? 0, headers: response.headers, size: body.length, text };
}

/** URLs of a script and of its static imports. */
export async function getModules(
  url: string,
  headers: Record<string, string>,
  loaded = new Map<string, WireResponse>(),
): Promise<Map<string, WireResponse>> {
  if (loaded.has(url)) return loaded;
  const response = await getRaw(url, headers);
  loaded.set(url, response);
  const imports = /(?:^|[;}])\s*(?:import|export)\s*(?:[\w$*{][^;'"`]*?from\s*)?["'](\.{1,2}\/[^"']+)["']/gm;
  for (const [, path = ''] of response.text.matchAll(imports))
    await getModules(new URL(path, url).href, headers, loaded);
  return loaded;
}
