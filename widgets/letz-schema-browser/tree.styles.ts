import { css } from 'lit';

/** Rows of equal height, positioned by index. */
export const treeStyles = css`
  [part='tree'] {
    --_row: 2em;
    max-height: var(--letz-schema-browser-height, 420px);
    margin-inline: -6px;
    overflow: auto;
    border-radius: 6px;
  }

  /* Chromium applies this also to a box that has nothing to scroll. */
  [part='tree'].scrolls {
    overscroll-behavior: contain;
  }

  .rows {
    position: relative;
    height: calc(var(--rows) * var(--_row));
  }

  [role='treeitem'] {
    position: absolute;
    inset-block-start: calc(var(--at) * var(--_row));
    inset-inline: 0;
    display: flex;
    align-items: center;
    gap: 8px;
    height: var(--_row);
    padding-inline: 26px 8px;
    border-radius: 6px;
    white-space: nowrap;
    cursor: default;
  }

  .level-2 {
    padding-inline-start: 42px;
  }

  .level-3 {
    padding-inline-start: 58px;
  }

  [aria-expanded]::before {
    content: '›' / '';
    width: 10px;
    margin-inline-start: -16px;
    text-align: center;
    color: var(--_muted);
    transition: rotate 0.12s;
  }

  [aria-expanded='true']::before {
    rotate: 90deg;
  }

  /* The character is mirrored by the browser. */
  [aria-expanded='true']:dir(rtl)::before {
    rotate: -90deg;
  }

  [role='treeitem']:hover {
    background: var(--_raised);
  }

  [aria-selected='true'] {
    background: var(--_raised);
  }

  /* The active row shows its whole name, over the row below if need be. */
  [aria-selected='true'][role='treeitem'] {
    z-index: 1;
    height: auto;
    min-height: var(--_row);
  }

  [aria-selected='true'] > .name {
    white-space: normal;
    overflow-wrap: anywhere;
  }

  [part='tree']:focus-visible {
    outline: none;
  }

  [part='tree']:focus-visible [aria-selected='true'] {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }

  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    flex: 0 1 auto;
  }

  .table .name,
  .schema .name {
    font-weight: 500;
  }

  .about {
    display: none;
    flex: 1 1 0;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--_muted);
  }

  .about.match {
    display: block;
  }

  .meta {
    margin-inline-start: auto;
    overflow: hidden;
    font-size: 0.9286em;
    color: var(--_muted);
  }

  .table .meta {
    flex: none;
  }

  .badge {
    flex: none;
    padding: 0 5px;
    font-size: 0.7857em;
    line-height: 1.5;
  }

  .go {
    display: flex;
    flex: 0 3 auto;
    gap: 0.3em;
    overflow: hidden;
    color: var(--_accent);
    font-size: 0.9286em;
    cursor: pointer;
  }

  /* Cut at their end in both text directions. */
  :is(.go, .meta) > bdi {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .go:hover {
    text-decoration: underline;
  }

  .arrow {
    display: inline-block;
  }

  .arrow:dir(rtl) {
    scale: -1 1;
  }

  mark {
    border-radius: 2px;
    color: inherit;
    background: color-mix(in srgb, var(--_accent) 28%, transparent);
  }

  @container (min-width: 480px) {
    .about {
      display: block;
    }
  }

  /* Descriptions keep their own text direction and align with the page. */
  [dir='auto'] {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  @media (forced-colors: active) {
    [aria-selected='true'] {
      background: SelectedItem;
      forced-color-adjust: none;
    }

    [aria-selected='true'],
    [aria-selected='true'] *,
    [aria-selected='true']::before {
      color: SelectedItemText;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    [aria-expanded]::before {
      transition: none;
    }
  }
`;
