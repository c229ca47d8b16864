/**
 * Receives a file to the end and hands it to the browser to save.
 * @param received hears how many bytes have come
 * @throws what the connection or its signal does: half a file is never saved
 */
export async function saveFile(response: Response, name: string, received: (bytes: number) => void): Promise<void> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = response.body!.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value);
    bytes += read.value.length;
    received(bytes);
  }
  saveBlob(new Blob(chunks, { type: response.headers.get('Content-Type') ?? '' }), name);
}

/** Hands a file to the browser to save. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken hold of it once this task is over.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
