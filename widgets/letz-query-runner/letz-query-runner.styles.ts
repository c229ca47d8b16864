import { css } from 'lit';
import { controls } from '../core/controls.ts';

export const styles = css`
  ${controls}

  [part='body'] {
    container-type: inline-size;
    contain-intrinsic-inline-size: 300px;
  }

  .panes {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }

  h3,
  h4,
  p,
  dl,
  dd {
    margin: 0;
  }

  [part='picker'] {
    position: relative;
    min-width: 0;
  }

  [part='picker'] input {
    width: 100%;
    min-width: 0;
    min-height: 32px;
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  [role='listbox'] {
    position: absolute;
    z-index: 1;
    inset-inline: 0;
    max-height: min(var(--letz-query-runner-height, 460px), 60vh);
    margin-block-start: 4px;
    padding: 4px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    box-shadow: 0 8px 24px rgb(0 0 0 / 0.16);
    overflow: auto;
    overscroll-behavior: contain;
  }

  [role='listbox'][hidden] {
    display: none;
  }

  .group {
    padding: 8px 8px 4px;
    font-size: 0.8571em;
    color: var(--_muted);
  }

  [role='option'] {
    display: grid;
    padding: 5px 8px;
    border-radius: 6px;
    cursor: pointer;
  }

  [role='option']:hover {
    background: var(--_raised);
  }

  [role='option'][aria-selected='true'] {
    background: var(--_raised);
    box-shadow: inset 2px 0 var(--_accent);
  }

  [role='option'][aria-selected='true']:dir(rtl) {
    box-shadow: inset -2px 0 var(--_accent);
  }

  [role='option'].active {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }

  [role='option'] > .about {
    overflow: hidden;
    font-size: 0.8571em;
    color: var(--_muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .nothing:not(:empty) {
    padding: 8px;
    color: var(--_muted);
  }

  [part='stage'] {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: 14px;
    min-width: 0;
  }

  .intro {
    display: grid;
    gap: 2px;
    max-width: 72ch;
  }

  h3 {
    font-size: 1.1429em;
    font-weight: 600;
    letter-spacing: -0.01em;
  }

  .intro p {
    color: var(--_muted);
  }

  .pii {
    margin-inline-start: 6px;
    font-size: 0.75em;
    font-weight: 400;
    letter-spacing: 0;
    color: var(--_muted);
  }

  .pii::before {
    content: '●' / '';
    margin-inline-end: 4px;
    font-size: 0.7em;
    color: var(--_bad);
  }

  [part='result'] > *::part(base),
  letz-params::part(base) {
    padding: 0;
    border: 0;
    border-radius: 0;
  }

  letz-params::part(header),
  [part='result'] > *::part(label),
  [part='result'] > *::part(footer) {
    display: none;
  }

  /* Tables go to the edge of their own padding: here there is none. */
  [part='result'] > * {
    --letz-space: 0px;
  }

  [part='result'] > *::part(header) {
    justify-content: end;
  }

  [part='result'] > letz-metric::part(value) {
    font-size: 3em;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    min-height: 32px;
  }

  .run {
    min-width: 84px;
    min-height: 30px;
    border-color: transparent;
    font-weight: 500;
    color: var(--_surface);
    background: var(--_accent);
  }

  .run:hover:not(:disabled) {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }

  .notice {
    display: flex;
    flex: 1 1 auto;
    gap: 8px;
    color: var(--_muted);
  }

  .failed {
    margin-block-end: 12px;
    padding: 8px 12px;
    border-radius: 6px;
    border-inline-start: 3px solid var(--_bad);
    background: var(--_raised);
  }

  .link {
    padding: 2px 4px;
    border: 0;
    color: var(--_accent);
    background: none;
  }

  .link:hover:not(:disabled) {
    text-decoration: underline;
    background: none;
  }

  [role='tablist'] {
    display: inline-flex;
    padding: 2px;
    border-radius: 8px;
    background: var(--_raised);
  }

  [role='tab'] {
    padding: 2px 10px;
    border-color: transparent;
    color: var(--_muted);
    background: none;
  }

  [role='tab'][aria-selected='true'] {
    border-color: var(--_border);
    color: var(--_text);
    background: var(--_surface);
  }

  details {
    padding-block-start: 10px;
    border-block-start: 1px solid var(--_border);
  }

  [part='stage'] > details + details {
    margin-block-start: -4px;
  }

  summary {
    width: fit-content;
    color: var(--_muted);
    cursor: pointer;
  }

  summary:hover {
    color: var(--_text);
  }

  details > :not(summary) {
    margin-block-start: 8px;
  }

  h4 {
    font-size: 0.8571em;
    font-weight: 500;
    color: var(--_muted);
  }

  dl {
    display: grid;
    gap: 4px;
  }

  dl > div {
    display: grid;
    grid-template-columns: minmax(110px, 220px) 1fr;
    gap: 2px 16px;
  }

  dt,
  dd {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  small {
    color: var(--_muted);
  }

  .copy {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: end;
    gap: 4px 8px;
  }

  textarea {
    grid-column: 1 / -1;
    width: 100%;
    padding: 8px 10px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    font: 0.9286em / 1.5 ui-monospace, monospace;
    color: inherit;
    background: var(--_raised);
    resize: vertical;
    field-sizing: content;
  }

  @container (min-width: 680px) {
    .panes {
      grid-template-columns: minmax(200px, 260px) minmax(0, 1fr);
      gap: 28px;
    }

    [part='picker'] {
      min-height: var(--letz-query-runner-height, 460px);
    }

    /* As high as what stands beside it. */
    [role='listbox'] {
      inset-block: 40px 0;
      inset-inline: -8px;
      max-height: none;
      margin: 0;
      padding: 0;
      border: 0;
      background: none;
      box-shadow: none;
    }
  }

  @media (forced-colors: active) {
    .run,
    [role='option'][aria-selected='true'],
    [role='tab'][aria-selected='true'] {
      color: HighlightText;
      background: Highlight;
      forced-color-adjust: none;
    }

    [role='option'][aria-selected='true'] > .about {
      color: HighlightText;
    }
  }

  @media print {
    [part='picker'],
    .bar,
    letz-context,
    [part='stage'] > details:not([open]) {
      display: none;
    }
  }
`;
