import { createContext } from '@lit/context';
import type { Params } from '../../server/contract.ts';

/** What a `<letz-context>` gives to the widgets inside; each widget's own properties win. */
export interface Settings {
  gateway?: string;
  token?: string;
  /** Values for every query that has such a parameter. */
  params: Params;
  locale?: string;
  tz?: string;
  /** Seconds between refreshes. */
  refresh?: number;
  /** Gets a new token, once for all widgets; they load again when it is there. Undefined: nobody can. */
  renewToken?: () => void;
}

/** Registered by name, so that widgets of separate bundles share a context. */
export const settingsContext = createContext<Settings>(Symbol.for('letz-settings'));

/** Where this script comes from: the gateway, unless somebody says otherwise. */
export const scriptOrigin = new URL(import.meta.url).origin;
