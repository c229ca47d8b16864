/**
 * Valid `navigator.language` for uPlot, which passes it to `Intl.NumberFormat` when its module is loaded. Chromium without
 * a locale (`LANG=C`, common in containers) reports `en-US@posix`, and uPlot would throw. To be imported before uPlot.
 */
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true });
}
