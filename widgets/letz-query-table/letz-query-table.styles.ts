import { css } from 'lit';
import { titles } from './titles.styles.ts';

/** What a table with rows looks like. */
export const styles = css`
  [part='base'] {
    position: relative;
  }

  [part='header'] {
    flex-wrap: wrap;
    row-gap: 12px;
  }

  /* Beside the name or, all together, under it. */
  .tools {
    display: flex;
    flex: 1 0 152px;
    align-items: center;
    justify-content: end;
    gap: 8px;
    min-width: 0;
  }

  .search {
    flex: 1;
    min-width: 84px;
    max-width: 17em;
    margin-block: -5px;
  }

  [part='body'] {
    margin-inline: calc(-1 * var(--_space));
  }

  [part='body'] > :not([role='grid']) {
    margin-inline: var(--_space);
  }

  [role='grid'] {
    position: relative;
    flex: 1;
    min-height: 66px;
    max-height: var(--letz-query-table-height, 420px);
    overflow: auto;
    border-block: 1px solid var(--_border);
    overscroll-behavior: contain;
  }

  /* Outside, where no row covers it; where a cell is marked, that says it. */
  [role='grid']:focus-visible {
    outline-offset: 0;
  }

  [role='grid']:focus-visible:has(.focus) {
    outline: none;
  }

  table {
    min-width: 100%;
    border-collapse: separate;
    border-spacing: 0;
    table-layout: fixed;
  }

  .space {
    min-width: 100%;
    /* The last row's line is the grid's. */
    margin-bottom: -1px;
    overflow: clip;
    contain: strict;
  }

  .titles {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--_surface);
  }

  tr {
    height: 32px;
  }

  th,
  td {
    height: 32px;
    padding: 0 12px;
    overflow: hidden;
    border-bottom: 1px solid var(--_border);
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 400;
  }

  /* Under the widget's name. */
  tr > :first-child {
    padding-inline-start: min(var(--_space), 16px);
  }

  tr > :last-child {
    padding-inline-end: min(var(--_space), 16px);
  }

  ${titles}

  /* Each text runs as its language does, and stands where the page's begins. */
  th,
  td[part='cell'] {
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  /* Units stand under units in right-to-left pages, too. */
  th.numeric,
  td.numeric {
    text-align: right;
  }

  td.json[part='cell'] {
    direction: ltr;
    unicode-bidi: isolate;
  }

  tbody tr:hover {
    background: var(--_raised);
  }

  .null {
    color: var(--_muted);
  }

  td[aria-selected] {
    background: color-mix(in srgb, var(--_accent) 12%, transparent);
  }

  [role='grid']:focus-within .focus,
  [role='grid']:focus .focus {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
    border-radius: 4px;
  }

  .nothing {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding-block: 12px;
  }

  @media (forced-colors: active) {
    td[aria-selected] {
      background: SelectedItem;
      color: SelectedItemText;
    }
  }

  @media print {
    [role='grid'] {
      max-height: none;
      overflow: visible;
    }

    /* Nobody scrolls on paper: columns share its width. */
    table,
    .space {
      width: 100% !important;
    }

    col {
      width: auto !important;
    }

    .search {
      display: none;
    }
  }
`;
