import { css } from 'lit';
import { paper } from './paper.ts';

/** Styles of messages, buttons and the progress bar. A widget's own styles take precedence. */
export const base = css`
  ${paper}

  [part='base'] {
    position: relative;
  }

  /* Progress bar at the top edge, once loading takes long; the content stays readable. */
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

  /* For languages without translation, whose texts are English: each text has the direction of its own script. */
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

  [part='actions'] {
    flex: none;
    width: 24px;
    height: 24px;
    margin: -2px;
    margin-inline-end: -8px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_muted);
  }

  [part='actions']::before {
    content: '⋮';
    font-weight: 700;
  }

  [part='actions']:hover {
    color: var(--_text);
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

  /* Paper doesn't scroll: an element whose page gives it a height grows with its content. */
  @media print {
    :host {
      min-height: min-content !important;
      max-height: none !important;
      break-inside: avoid;
    }

    [part='base'] {
      height: auto;
      min-height: 100%;
    }

    button {
      display: none;
    }
  }
`;
