/**
 * While it is loaded, uPlot asks Intl for the browser's language, and fails where that is none: a browser without a locale,
 * as in a container, says `en-US@posix`. So this is imported before uPlot, and `restoreLanguage()` called after.
 */
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en', configurable: true });
}

/** Leaves what the browser itself says. */
export function restoreLanguage(): void {
  Reflect.deleteProperty(navigator, 'language');
}
