import { css } from 'lit';

/** Distribution in the column summary. */
export const summaryStyles = css`
  [part='body'] > dialog[part='summary'] {
    margin: auto;
    max-height: min(720px, calc(100dvh - 24px));
  }

  [part='summary'] table {
    width: 100%;
    min-width: 0;
    table-layout: auto;
  }

  [part='summary'] caption {
    padding-block: 4px;
    font-weight: 600;
    text-align: start;
  }

  [part='summary'] tr {
    height: auto;
  }

  [part='summary'] tr > :is(th, td) {
    position: static;
    height: auto;
    padding: 3px 6px 3px 0;
    border: 0;
    color: inherit;
    background: none;
    white-space: normal;
    overflow-wrap: anywhere;
    cursor: auto;
    user-select: auto;
  }

  [part='summary'] tr > td:nth-child(2) {
    width: 34%;
  }

  [part='summary'] i {
    display: block;
    height: 8px;
    min-width: 1px;
    border-radius: 2px;
    background: var(--_accent);
  }

  [part='summary'] .number {
    width: 1%;
    text-align: end;
    white-space: nowrap;
  }

  @media (forced-colors: active) {
    [part='summary'] i {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
