import { knownZone } from '../format/values.ts';
import { warn } from './warn.ts';

const THEMES = ['light', 'dark', 'paper'];

/** Warns if the theme of an element is unknown. */
export function checkTheme({ localName, theme }: Element & { theme?: string }): void {
  if (theme && !THEMES.includes(theme)) warn(localName, 'theme', theme, 'light, dark or paper');
}

/** Warns if the time zone of an element is unknown to the browser. */
export function checkTimeZone({ localName, tz }: Element & { tz?: string }): void {
  if (tz && !knownZone(tz))
    warn(localName, 'tz', tz, 'an IANA name such as America/Sao_Paulo, or an offset such as -03:00');
}
