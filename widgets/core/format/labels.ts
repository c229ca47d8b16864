import type { Value } from '../../../server/contract/value.ts';

/** A column or a parameter with its label and those of its values. */
export interface Labelled {
  name: string;
  label?: string | undefined;
  labels?: Record<string, string> | undefined;
}

/** Title of a column or a parameter: its label, else its name in words. */
export const labelOf = ({ name, label }: Labelled): string => label ?? nameInWords(name);

/** Label of a value; undefined if it has none. */
export function valueLabel({ labels }: Pick<Labelled, 'labels'>, value: Value): string | undefined {
  const text = labels && String(value);
  return text !== undefined && Object.hasOwn(labels!, text) ? labels![text] : undefined;
}

/** Label of a choice of a parameter, else the choice in words. */
export const choiceLabel = (param: Labelled, value: string): string => valueLabel(param, value) ?? nameInWords(value);

/** A name in words: `Completed onboarding` for `completed_onboarding`, `D1 %` for `d1_pct`. */
export function nameInWords(name: string): string {
  const text = name
    .replace(/(^|_)pct(?=_|$)/g, ' %')
    .replaceAll('_', ' ')
    .trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
