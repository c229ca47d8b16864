import { css } from 'lit';
import { printStyles } from './body/print.styles.ts';
import { headerStyles } from './columns/header.styles.ts';

/** Toolbar, grid and cells. */
export const styles = css`
  [part='base'] {
    position: relative;
  }

  [part='header'] {
    flex-wrap: wrap;
    row-gap: 12px;
  }

  /* Beside the label, or together below it. */
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
    --_row: 32px;

    position: relative;
    flex: 1;
    min-height: 66px;
    max-height: var(--letz-query-table-height, 420px);
    overflow: auto;
    border-block: 1px solid var(--_border);
  }

  /* Chromium applies it also to boxes that have nothing to scroll: the page would not scroll under the pointer. */
  .scrolls-x {
    overscroll-behavior-x: contain;
  }

  .scrolls-y {
    overscroll-behavior-y: contain;
  }

  /* Outside, where no row covers it. A cell with the cursor has an outline of its own. */
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
    /* The border of the last row coincides with the grid's. */
    margin-bottom: -1px;
    overflow: clip;
    contain: strict;
    content-visibility: auto;
  }

  .complete > .space {
    content-visibility: visible;
  }

  .head {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--_surface);
  }

  tr {
    height: var(--_row);
  }

  th,
  td {
    height: var(--_row);
    padding: 0 12px;
    overflow: hidden;
    border-bottom: 1px solid var(--_border);
    text-align: start;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-weight: 400;
  }

  /* Aligned with the widget's label. */
  tr > :first-child {
    padding-inline-start: min(var(--_space), 16px);
  }

  tr > :last-child {
    padding-inline-end: min(var(--_space), 16px);
  }

  ${headerStyles}

  ${printStyles}

  .totals {
    position: sticky;
    bottom: 0;
    z-index: 1;
    background: var(--_surface);
    font-weight: 500;
  }

  .totals td {
    border-top: 1px solid var(--_border);
    border-bottom: 0;
  }

  /* The first column stays while the others scroll under its edge. */
  .sticky tr > :first-child {
    position: sticky;
    z-index: 2;
    inset-inline-start: 0;
    background-color: var(--_surface);
  }

  .sticky.scrolled-x tr > :first-child {
    box-shadow: 1px 0 var(--_border), 5px 0 6px -4px rgb(0 0 0 / 35%);
  }

  .sticky.scrolled-x tr > :first-child:dir(rtl) {
    box-shadow: -1px 0 var(--_border), -5px 0 6px -4px rgb(0 0 0 / 35%);
  }

  /* Each text has the direction of its language, and is aligned as the page is. */
  th,
  td[part='cell'] {
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  /* Digits are aligned by their place also in right-to-left pages. */
  th.numeric,
  td.numeric {
    text-align: right;
  }

  td.json[part='cell'] {
    direction: ltr;
    unicode-bidi: isolate;
  }

  tbody tr:hover,
  tbody tr:hover > :first-child {
    background-color: var(--_raised);
  }

  .null {
    color: var(--_muted);
  }

  td[aria-selected] {
    background: color-mix(in srgb, var(--_accent) 12%, var(--_surface));
  }

  [role='grid']:focus-within .focus,
  [role='grid']:focus .focus {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
    border-radius: 4px;
  }

  .searched td::highlight(letz-search) {
    background: #ffe066;
    color: #1b1c1f;
  }

  .bar {
    background: linear-gradient(
        to right,
        color-mix(in srgb, var(--_accent) 22%, transparent) calc(100% * var(--_bar, 0)),
        transparent 0
      )
      no-repeat 50% calc(100% - 3px) / calc(100% - 16px) 3px;
  }

  [part='footer'] button {
    min-height: 24px;
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
`;
