import { css, type LitElement } from 'lit';
import { addStyles } from './late-styles.ts';
import { paper } from './paper.ts';
import { schemes } from './theme.ts';

/** The look of what stands in a widget once it has loaded; its own styles win. */
const details = css`
  ${paper}

  /* Only what takes long is dimmed, and little: it is still to be read. */
  [aria-busy='true'] > [part='body'] {
    opacity: 0.8;
    transition: opacity 0.1s 0.3s;
  }

  strong {
    font-weight: 500;
  }

  .detail {
    color: var(--_muted);
  }

  code {
    font: 0.9em ui-monospace, monospace;
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
    gap: 4px;
    overflow-wrap: anywhere;
  }

  [part='error'] > button {
    margin-top: 4px;
  }

  .badge {
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
