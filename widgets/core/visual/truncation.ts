import { css, html, nothing } from 'lit';
import type { ResultHead } from '../../../server/contract/result.ts';
import type { Formats } from '../format/formats.ts';
import type { Texts } from './texts/en.ts';

/** `First 10,000 rows only`; blank for a complete result. */
export const truncationText = (
  { truncated, rowCount }: Pick<ResultHead, 'truncated' | 'rowCount'>,
  formats: Formats,
  texts: Texts,
): string => (truncated ? texts.truncated(rowCount, formats.number(rowCount)) : '');

/** Note that a result is truncated, with a button that downloads all rows. Nothing for a complete result. */
export function renderTruncation(text: string, texts: Texts, download: (() => void) | undefined): unknown {
  if (!text) return nothing;
  return html`<div part="truncation" role="note">
    <span>${text}</span>
    ${download ? html`<button type="button" @click=${download}>${texts.downloadAll}</button>` : nothing}
  </div>`;
}

export const truncationStyles = css`
  [part='truncation'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 4px 10px;
    border-inline-start: 3px solid var(--_bad);
    background: var(--_raised);
    font-size: 0.8571em;
    font-weight: 500;
  }
`;
