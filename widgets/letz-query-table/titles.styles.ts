import { css } from 'lit';

/** What titles and the fields under them look like. */
export const titles = css`
  th {
    position: relative;
    color: var(--_muted);
    cursor: pointer;
    user-select: none;
  }

  th:hover {
    color: var(--_text);
  }

  /* What is typed stands under the title. */
  .titles td {
    padding-block: 2px;
  }

  .titles input {
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

  .handle {
    position: absolute;
    inset-block: 6px;
    inset-inline-end: 0;
    width: 7px;
    border-inline-end: 1px solid transparent;
    cursor: col-resize;
    touch-action: none;
  }

  th:hover .handle {
    border-color: var(--_border);
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
