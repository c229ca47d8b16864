import { Formats } from '../format/formats.ts';
import { languageOf } from '../format/language.ts';

/** What is around the data, and in its place; undefined until the first widget of the page has loaded it. */
export let upkeep: typeof import('./lazy.ts') | undefined;

let coming: Promise<void> | undefined;

/** Loads it; where that fails, `upkeep` stays undefined and the next widget tries again. */
export function loadUpkeep(): Promise<void> {
  // Whatever it is first asked, Intl takes a frame's time: while this and the answers are on their way. After them: the
  // questions are sent without a delay.
  if (!coming) setTimeout(() => Formats.for(languageOf(document.documentElement)).number(0), 1);
  coming ??= import('./lazy.ts').then(
    (module) => {
      upkeep = module;
    },
    () => {
      coming = undefined;
    },
  );
  return coming;
}
