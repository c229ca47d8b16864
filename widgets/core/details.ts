import { css, type LitElement } from 'lit';
import { addStyles } from './late-styles.ts';
import { paper } from './paper.ts';
import { schemes } from './theme.ts';

/** The look of what stands in a widget once it has loaded; its own styles win. */
const details = css`
  ${paper}

  [part='base'] {
    position: relative;
  }

  /* Only what takes long shows that it does, and what is there stays readable. */
  [part='base'][aria-busy='true']::before {
    content: '';
    position: absolute;
    inset: -1px -1px auto;
    height: 2px;
    border-radius: var(--_radius) var(--_radius) 0 0;
    background: linear-gradient(90deg, transparent, var(--_accent), transparent) 0 0 / 40% 100% no-repeat;
    animation: letz-progress 1.2s 0.3s linear infinite backwards;
  }

  @keyframes letz-progress {
    from {
      background-position-x: -60%;
    }

    to {
      background-position-x: 160%;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    [part='base'][aria-busy='true']::before {
      background-size: 100%;
      animation: none;
    }
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
    border-radius: 99px;
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

/** Gives a widget the look of its details. */
export const dress = (widget: LitElement): void => addStyles(widget, details, schemes);
