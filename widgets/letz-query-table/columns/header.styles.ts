import { css } from 'lit';

/** Column headers and the filter row. */
export const headerStyles = css`
  th {
    position: relative;
    color: var(--_muted);
    cursor: pointer;
    user-select: none;
  }

  th:hover {
    color: var(--_text);
  }

  /* The filter's text is aligned with the header's. */
  .head td {
    padding-block: 2px;
  }

  .head input {
    width: calc(100% + 16px);
    margin-inline: -8px;
    padding: 2px 7px;
  }

  .order {
    margin-inline-start: 4px;
    color: var(--_accent);
  }

  .order:empty {
    margin: 0;
  }

  /* 24 px wide for fingers (WCAG 2.5.8), half of it over the next header; the line is its middle. */
  .handle {
    position: absolute;
    z-index: 1;
    inset-block: 0;
    inset-inline-end: -12px;
    width: 24px;
    cursor: col-resize;
    touch-action: none;
  }

  th:last-child .handle {
    inset-inline-end: 0;
  }

  .handle::after {
    content: '';
    position: absolute;
    inset-block: 6px;
    inset-inline-start: 11px;
    width: 1px;
  }

  th:last-child .handle::after {
    inset-inline: auto 0;
  }

  th:hover .handle::after {
    background: var(--_border);
  }

  .dragged {
    background: var(--_raised);
    color: var(--_text);
    cursor: grabbing;
  }

  .drop-before::before,
  .drop-after::after {
    content: '';
    position: absolute;
    inset-block: 0;
    width: 3px;
    background: var(--_accent);
  }

  .drop-before::before {
    inset-inline-start: 0;
  }

  .drop-after::after {
    inset-inline-end: 0;
  }

  @media (forced-colors: active) {
    .drop-before::before,
    .drop-after::after {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
