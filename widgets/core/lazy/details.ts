import { css, type LitElement } from 'lit';
import { paper } from '../styles/paper.ts';
import { schemes } from '../styles/theme.ts';
import { addStyles } from './lazy-styles.ts';

/** The look of what stands in a widget once it has loaded; its own styles win. */
const details = css`
  ${paper}

  [part='base'] {
    position: relative;
  }

  /* A line on top, once it takes long; what is there stays readable. */
  [part='base'][aria-busy='true']::before {
    content: '';
    position: absolute;
    inset: -1px -1px auto;
    height: 2px;
    border-radius: 9px;
    background: var(--_accent);
    opacity: 0;
    animation: letz-busy 1.6s 0.3s infinite;
  }

  @keyframes letz-busy {
    from,
    to {
      opacity: 1;
    }

    50% {
      opacity: 0.3;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    [part='base'][aria-busy='true']::before {
      opacity: 0.45;
      animation: none;
    }
  }

  /* Where readers of a language that we lack get English: each text runs as its own letters do, on the page's side. */
  :host(:dir(rtl)) {
    text-align: right;
  }

  :host(:dir(rtl)) :not(input, summary) {
    unicode-bidi: plaintext;
  }

  strong {
    font-weight: 500;
  }

  .detail {
    color: var(--_muted);
  }

  code {
    font: 0.9em ui-monospace, monospace;
    white-space: nowrap;
    white-space: nowrap;
  }

  button {
    padding: 4px 10px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    font: inherit;
    color: inherit;
    background: var(--_surface);
    cursor: pointer;
  }

  button:hover:not(:disabled) {
    background: var(--_raised);
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  [part='empty'],
  [part='error'] {
    display: grid;
    justify-items: start;
    align-content: center;
    gap: 4px;
    overflow-wrap: anywhere;
  }

  [part='error'] {
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--_bad);
  }

  :host(:state(expired)) [part='error'] {
    border-color: var(--_accent);
  }

  [part='error'] > button {
    margin-top: 4px;
  }

  .badge,
  .again {
    padding: 0 8px;
    border-radius: 10px;
    color: var(--_text);
    background: var(--_raised);
  }

  @media (forced-colors: active) {
    :host {
      --_accent: Highlight;
      --_muted: CanvasText;
      --_border: CanvasText;
      --_good: CanvasText;
      --_bad: CanvasText;
    }
  }

  @media print {
    :host {
      break-inside: avoid;
    }

    button {
      display: none;
    }
  }
`;

const dressed = new WeakSet<LitElement>();

/** Gives a widget the look of its details. */
export function dress(widget: LitElement): void {
  if (dressed.has(widget)) return;
  dressed.add(widget);
  addStyles(widget, details, schemes);
}
