import { css } from 'lit';

/**
 * The look that all widgets share. Each token is read from the page's `--letz-…`, with a default for light and for dark;
 * which of both follows the `color-scheme` around the widget, before the first paint and without script.
 */
export const theme = css`
  :host {
    --_surface: var(--letz-surface, light-dark(#ffffff, #18191c));
    --_raised: var(--letz-raised, light-dark(#f5f5f7, #222429));
    --_text: var(--letz-text, light-dark(#1b1c1f, #ececef));
    --_muted: var(--letz-muted, light-dark(#60646c, #a0a4ad));
    --_border: var(--letz-border, light-dark(#e3e4e8, #303238));
    --_accent: var(--letz-accent, light-dark(#2f62c9, #84aaff));
    --_good: var(--letz-good, light-dark(#0a7a4b, #4cc38a));
    --_bad: var(--letz-bad, light-dark(#b42334, #ff8f8f));
    --_series-1: var(--letz-series-1, light-dark(#2f62c9, #84aaff));
    --_series-2: var(--letz-series-2, light-dark(#b4540a, #f0a35e));
    --_series-3: var(--letz-series-3, light-dark(#00796f, #4fc4b5));
    --_series-4: var(--letz-series-4, light-dark(#8e3ea8, #d59be8));
    --_series-5: var(--letz-series-5, light-dark(#8a6a00, #d8bd4a));
    --_series-6: var(--letz-series-6, light-dark(#55606e, #b3bdca));
    --_radius: var(--letz-radius, 10px);
    --_space: var(--letz-space, 16px);
    --_font: var(--letz-font, system-ui, sans-serif);
    --_size: var(--letz-font-size, 14px);

    display: block;
    box-sizing: border-box;
    min-width: 0;
    color: var(--_text);
    font: var(--_size) / 1.45 var(--_font);
    font-variant-numeric: tabular-nums;
  }

  :host([hidden]) {
    display: none;
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  [part='base'] {
    display: flex;
    flex-direction: column;
    gap: 8px;
    height: 100%;
    padding: var(--_space);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
  }

  [part='header'] {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 8px;
    min-height: 1.45em;
  }

  [part='label'] {
    margin: 0;
    font-size: inherit;
    font-weight: 500;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  [part='footer'] {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    min-height: 1.45em;
    margin-top: auto;
    font-size: 0.8571em;
    color: var(--_muted);
  }

  [aria-busy='true'] > [part='body'] {
    opacity: 0.6;
  }

  [part='loading'] {
    border-radius: 6px;
    background: var(--_raised);
    animation: letz-pulse 1.6s ease-in-out infinite;
  }

  .block {
    min-height: 120px;
  }

  @keyframes letz-pulse {
    50% {
      opacity: 0.45;
    }
  }

  [part='empty'],
  [part='error'] {
    display: grid;
    justify-items: start;
    gap: 4px;
    overflow-wrap: anywhere;
  }

  [part='error'] > strong {
    font-weight: 600;
  }

  .detail {
    color: var(--_muted);
  }

  .badge {
    padding: 0 6px;
    border-radius: 99px;
    border: 1px solid var(--_border);
    color: var(--_text);
    background: var(--_raised);
  }

  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }

  button,
  select,
  input:not([type='checkbox'], [type='radio']) {
    padding: 4px 10px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: var(--_surface);
  }

  button {
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

  @media (prefers-reduced-motion: reduce) {
    [part='loading'] {
      animation: none;
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
