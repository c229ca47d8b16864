import { css } from 'lit';

/** Toolbar above a result. */
export const toolbarStyles = css`
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
    border-color: var(--_muted);
    color: var(--_text);
    background: var(--_surface);
  }

  @media (forced-colors: active) {
    .run,
    [role='tab'][aria-selected='true'] {
      color: HighlightText;
      background: Highlight;
      forced-color-adjust: none;
    }
  }

  @media print {
    .bar {
      display: none;
    }
  }
`;
