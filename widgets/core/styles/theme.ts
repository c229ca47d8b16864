import { css } from 'lit';

/**
 * Design tokens of all widgets. Each is read from the page's `--letz-…`, with a default for light and dark; the
 * `color-scheme` around the widget decides which, before the first paint and without script.
 */
export const tokens = css`
  :host {
    --_surface: var(--letz-surface, light-dark(#fff, #18191c));
    --_raised: var(--letz-raised, light-dark(#f5f5f7, #25272c));
    --_text: var(--letz-text, light-dark(#1b1c1f, #ececef));
    --_muted: var(--letz-muted, light-dark(#60646c, #a0a4ad));
    --_border: var(--letz-border, light-dark(#e3e4e8, #303238));
    --_accent: var(--letz-accent, light-dark(#2f62c9, #84aaff));
    --_good: var(--letz-good, light-dark(#0a7a4b, #4cc38a));
    --_bad: var(--letz-bad, light-dark(#b42334, #ff8f8f));
    --_radius: var(--letz-radius, 10px);
    --_space: var(--letz-space, 16px);
  }
`;

/** Tokens and layout of all widgets. */
export const theme = css`
  ${tokens}

  :host {
    display: block;
    box-sizing: border-box;
    min-width: 0;
    color: var(--_text);
    font: var(--letz-font-size, 14px) / 1.45 var(--letz-font, system-ui, sans-serif);
    font-variant-numeric: tabular-nums;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    letter-spacing: normal;
    word-spacing: normal;
  }

  :host([hidden]) {
    display: none;
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
    align-items: center;
    justify-content: space-between;
    gap: 6px;
    min-height: 1.45em;
  }

  [part='label'] {
    margin: 0;
    margin-inline-end: auto;
    font-size: inherit;
    font-weight: 500;
    overflow-wrap: anywhere;
  }

  [part='body'] {
    min-width: 0;
  }

  [part='footer'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 12px;
    min-height: 1.7em;
    margin-top: auto;
    font-size: 0.8571em;
    color: var(--_muted);
  }

  [part='loading'] {
    min-height: 120px;
    border-radius: 6px;
    background: var(--_border);
    /* Visible in forced-colors mode, which removes the background. */
    outline: 1px solid transparent;
    animation: letz-pulse 1.6s ease-in-out infinite;
  }

  @keyframes letz-pulse {
    50% {
      opacity: 0.45;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    [part='loading'] {
      animation: none;
    }
  }
`;

/** Color schemes of the `theme` attribute. Print is dark on white, whatever the tokens of the page are. */
export const schemes = css`
  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  @media print {
    :host,
    :host([theme]) {
      color-scheme: light;
      --_surface: #fff;
      --_raised: #f5f5f7;
      --_text: #1b1c1f;
      --_muted: #60646c;
      --_border: #e3e4e8;
      --_accent: #2f62c9;
      --_good: #0a7a4b;
      --_bad: #b42334;
    }
  }
`;
