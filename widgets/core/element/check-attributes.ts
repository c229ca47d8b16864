import type { Column } from '../../../server/contract/column.ts';
import { knownZone } from '../format/values.ts';
import { warn } from './warn.ts';

/** Properties that are checked; the code is loaded for elements that have one of them. */
type Checked = Element & {
  theme?: string | null;
  tz?: string | null;
  locale?: string | null;
  refresh?: number | null;
  sets?: string | null;
  [property: string]: unknown;
};

/** Allowed values of properties that have a list of them, by attribute. */
const ALLOWED: Record<string, readonly string[]> = {
  theme: ['light', 'dark', 'paper'],
  actions: ['none'],
  density: ['compact', 'normal', 'comfortable'],
  narrow: ['cards'],
  'higher-is': ['better', 'worse'],
  stack: ['sum', 'percent'],
  scale: ['linear', 'log'],
  compare: ['previous', 'weekday'],
};

const propertyOf = (attribute: string) => attribute.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** Warns a page's author of attribute values that have no effect. @param columns those of the element's result, if there is one */
export function checkAttributes(element: Checked, columns?: readonly Column[]): void {
  const { localName, tz, locale, refresh, sets } = element;
  for (const [attribute, allowed] of Object.entries(ALLOWED)) {
    const value = element[propertyOf(attribute)];
    if (typeof value === 'string' && !allowed.includes(value)) warn(localName, attribute, value, allowed.join(', '));
  }
  if (tz && !knownZone(tz)) {
    warn(localName, 'tz', tz, 'an IANA name such as America/Sao_Paulo, or an offset such as -03:00');
  }
  if (locale && !isLocale(locale)) warn(localName, 'locale', locale, 'a language tag such as en or pt-BR');
  if (typeof refresh === 'number' && !(refresh >= 0)) {
    warn(localName, 'refresh', element.getAttribute('refresh') ?? String(refresh), 'a number of seconds such as 60');
  }
  if (sets && columns) checkSets(element, sets, columns);
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-')).length > 0;
  } catch {
    return false;
  }
}

/** Elements whose `sets` is checked once the other widgets of their context have loaded. */
const waiting = new WeakSet<Element>();

function checkSets(element: Element, sets: string, columns: readonly Column[]): void {
  const { localName } = element;
  const [, column] = sets.split('=');
  if (column && !columns.some(({ name }) => name === column)) {
    warn(
      localName,
      'sets',
      sets,
      `a parameter and a column of the result: ${columns.map(({ name }) => name).join(', ')}`,
    );
  }
  const context = contextOf(element);
  if (!context) warn(localName, 'sets', sets, 'an element inside <letz-context>, whose parameter it sets');
  if (!context || waiting.has(element)) return;
  waiting.add(element);
  const check = () => {
    if (element.isConnected && !checkParam(element, context, sets)) return;
    context.removeEventListener('letz-load', check);
    waiting.delete(element);
  };
  context.addEventListener('letz-load', check);
  check();
}

/** The nearest context above an element, across shadow roots. */
function contextOf(element: Element): Element | null {
  const found = element.closest('letz-context');
  const root = element.getRootNode();
  return found ?? (root instanceof ShadowRoot ? contextOf(root.host) : null);
}

/** Warns if no query of the context has the parameter. @returns whether that is known: all of its widgets have loaded */
function checkParam(element: Element, context: Element, sets: string): boolean {
  const [param = ''] = sets.split('=');
  const names = new Set<string>();
  for (const widget of context.querySelectorAll<Element & { query?: string; result?: { params?: object } }>('*')) {
    if (!widget.query || !widget.localName.startsWith('letz-') || widget.localName === 'letz-params') continue;
    if (!widget.result?.params) return false;
    for (const name of Object.keys(widget.result.params)) names.add(name);
  }
  if (!names.has(param))
    warn(element.localName, 'sets', sets, [...names].sort().join(', ') || 'a parameter of a query inside');
  return true;
}
