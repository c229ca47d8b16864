import { css } from 'lit';

/** Row panel and column summary. */
export const dialogStyles = css`
  [part='body'] > button.row-button {
    position: absolute;
    z-index: 3;
    width: 24px;
    height: 24px;
    margin: 0;
    padding: 0;
    line-height: 1;
    color: var(--_muted);
  }

  [part='body'] > button.row-button[hidden] {
    display: none;
  }

  dialog.of-table:is([part='row-panel'], [part='summary']) {
    width: min(440px, 100vw);
    padding: 0;
    font-size: 14px;
  }

  [part='body'] > dialog.panel {
    inset-block: 0;
    inset-inline: auto 0;
    height: 100dvh;
    max-width: none;
    max-height: none;
    margin: 0;
    border-block: 0;
    border-inline-end: 0;
    border-radius: 0;
  }

  dialog.of-table:is([part='row-panel'], [part='summary'])[open] {
    display: flex;
    flex-direction: column;
  }

  dialog.of-table:is([part='row-panel'], [part='summary'])::backdrop {
    background: rgb(0 0 0 / 35%);
  }

  dialog.of-table form:has(h3) {
    display: flex;
    align-items: center;
    gap: 4px;
    padding: 12px 16px 8px;
    border-bottom: 1px solid var(--_border);
  }

  dialog.of-table h3 {
    flex: 1;
    margin: 0;
    font-size: 1.143em;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  dialog.of-table form:has(h3) button {
    flex: none;
    width: 28px;
    height: 28px;
    padding: 0;
    border: 0;
    background: none;
    font-size: 17px;
    line-height: 1;
  }

  dialog.of-table [aria-disabled='true'] {
    opacity: 0.4;
    cursor: default;
  }

  dialog.of-table .scroll {
    flex: 1;
    min-height: 0;
    padding: 12px 16px 16px;
    overflow: auto;
    overflow-wrap: anywhere;
  }

  dialog.of-table .scroll:focus-visible {
    outline-offset: -2px;
  }

  dialog.of-table dl {
    margin: 0 0 12px;
  }

  dialog.of-table dl > div {
    display: grid;
    grid-template-columns: minmax(110px, 34%) 1fr;
    gap: 0 12px;
    padding-block: 4px;
  }

  dialog.of-table dt {
    color: var(--_muted);
  }

  dialog.of-table dd {
    min-width: 0;
    margin: 0;
    white-space: pre-wrap;
  }

  dialog.of-table dd pre {
    margin: 0;
    font: 0.9em ui-monospace, monospace;
  }

  dialog.of-table .scroll p {
    margin: 0 0 12px;
  }

  @media print {
    dialog.of-table,
    .row-button {
      display: none;
    }
  }
`;
