import { saveBlob } from '../gateway/download.ts';

/** Copies a text. @throws {Error} if the browser gives the page no clipboard, as without TLS */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}

/**
 * Copies a picture, or saves it as a file if the browser gives the page no clipboard.
 * @returns true if it was copied
 */
export async function copyPicture(picture: Promise<Blob>, name: string): Promise<boolean> {
  try {
    // Safari accepts only a promise: the picture must not delay the call.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    return true;
  } catch {
    saveBlob(await picture, name);
    return false;
  }
}

/** A number of seconds in the largest unit that leaves a whole number: `30 seconds`, `5 minutes`. */
export function durationText(seconds: number, locale: string): string {
  const [unit, size] = seconds % 3600 === 0 ? ['hour', 3600] : seconds % 60 === 0 ? ['minute', 60] : ['second', 1];
  const options = { style: 'unit', unit: unit as string, unitDisplay: 'long', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale, options).format(seconds / (size as number));
}
