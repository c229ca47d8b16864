import { css } from 'lit';

export const styles = css`
  [part='base'] {
    position: relative;
  }

  [part='header'] {
    flex-wrap: wrap;
  }

  .search {
    margin-inline-start: auto;
    flex: 1 1 90px;
    min-width: 90px;
    max-width: 200px;
    margin-block: -4px;
  }

  [part='body'] {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    margin-inline: calc(-1 * var(--_space));
  }

  [part='body'] > :not([role='grid']) {
    margin-inline: var(--_space);
  }

  [part='loading'] {
    min-height: 200px;
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

  [role='grid']:focus-visible {
    outline-offset: -2px;
  }

  table {
    min-width: 100%;
    border-collapse: separate;
    border-spacing: 0;
    table-layout: fixed;
  }

  .space {
    min-width: 100%;
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

  th {
    position: relative;
    color: var(--_muted);
    cursor: pointer;
    user-select: none;
  }

  th:hover {
    color: var(--_text);
  }

  .titles td {
    padding: 2px 4px;
  }

  .titles input {
    width: 100%;
    padding: 2px 8px;
  }

  .numeric {
    text-align: end;
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

  .menu {
    position: absolute;
    inset-block-start: 44px;
    inset-inline-end: var(--_space);
    z-index: 2;
    display: grid;
    gap: 8px;
    max-width: calc(100% - 2 * var(--_space));
    max-height: 320px;
    padding: 12px;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    box-shadow: 0 8px 24px rgb(0 0 0 / 18%);
  }

  .menu ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .menu li {
    display: flex;
    align-items: center;
    gap: 2px;
  }

  .menu label {
    flex: 1;
    padding-block: 3px;
  }

  .menu li button {
    padding: 0 8px;
    border-color: transparent;
    color: var(--_muted);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }

  .nothing {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding-block: 12px;
  }

  dialog {
    max-width: min(640px, 90vw);
    padding: 16px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    color: var(--_text);
    background: var(--_surface);
  }

  pre {
    margin: 0 0 12px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font: inherit;
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

    .search,
    .menu {
      display: none;
    }
  }
`;
