import { css } from 'lit';
import { controls } from '../core/controls.ts';

export const styles = css`
  ${controls}

  [part='body'] {
    display: grid;
    gap: 10px;
    min-height: 0;
    container-type: inline-size;
    contain-intrinsic-inline-size: 300px;
  }

  [part='search'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
  }

  input {
    flex: 1 1 180px;
    min-width: 0;
    min-height: 32px;
    max-width: 420px;
  }

  [part='search'] > span,
  .meta,
  .about,
  .facts,
  .of,
  h4,
  small {
    color: var(--_muted);
  }

  .panes {
    display: grid;
    gap: 12px;
    min-width: 0;
  }

  .nothing,
  h3,
  h4,
  ul,
  p {
    margin: 0;
  }

  [part='tree'] {
    --_row: 2em;
    max-height: var(--letz-schema-browser-height, 420px);
    margin-inline: -6px;
    overflow: auto;
    overscroll-behavior: contain;
    border-radius: 6px;
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

  [aria-expanded]:dir(rtl)::before {
    scale: -1 1;
  }

  [aria-expanded='true']:dir(rtl)::before {
    rotate: -90deg;
  }

  [role='treeitem']:hover {
    background: var(--_raised);
  }

  [aria-selected='true'] {
    background: var(--_raised);
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
  }

  .about.told {
    display: block;
  }

  .meta {
    margin-inline-start: auto;
    overflow: hidden;
    text-overflow: ellipsis;
    font-size: 0.9286em;
  }

  .badge {
    flex: none;
    padding: 0 5px;
    font-size: 0.7857em;
    line-height: 1.5;
  }

  .pii {
    flex: none;
    font-size: 0.8571em;
    color: var(--_muted);
  }

  .pii::before {
    content: '●' / '';
    margin-inline-end: 4px;
    font-size: 0.7em;
    color: var(--_bad);
  }

  .go {
    flex: 0 3 auto;
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--_accent);
    font-size: 0.9286em;
    cursor: pointer;
  }

  .go:hover {
    text-decoration: underline;
  }

  mark {
    border-radius: 2px;
    color: inherit;
    background: color-mix(in srgb, var(--_accent) 28%, transparent);
  }

  [part='details'] {
    display: none;
    align-content: start;
    gap: 8px;
    min-width: 0;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_border);
    overflow-wrap: anywhere;
  }

  [part='details'].chosen {
    display: grid;
  }

  h3 {
    font-size: 1.0714em;
    font-weight: 600;
  }

  .of {
    font-weight: 400;
  }

  h4 {
    margin-block: 6px -4px;
    font-size: 0.8571em;
    font-weight: 500;
  }

  ul {
    display: grid;
    gap: 2px;
    padding: 0;
    list-style: none;
  }

  li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 6px;
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 14px;
  }

  code {
    font: 0.9286em ui-monospace, monospace;
    color: var(--_text);
  }

  .link {
    padding: 0;
    border: 0;
    border-radius: 2px;
    text-align: start;
    color: var(--_accent);
    background: none;
  }

  .link:hover:not(:disabled) {
    text-decoration: underline;
    background: none;
  }

  .back {
    justify-self: start;
  }

  summary {
    width: fit-content;
    font-size: 0.8571em;
    font-weight: 500;
    color: var(--_muted);
    cursor: pointer;
  }

  svg {
    display: block;
    max-width: 100%;
    margin-block-start: 8px;
    font: 12px ui-monospace, monospace;
    direction: ltr;
  }

  rect {
    fill: var(--_surface);
    stroke: var(--_border);
  }

  text {
    fill: currentColor;
  }

  .columns {
    fill: var(--_muted);
    font-size: 11px;
  }

  .center rect {
    fill: var(--_raised);
    stroke: var(--_accent);
  }

  .line {
    fill: none;
    stroke: var(--_muted);
  }

  .head {
    fill: var(--_muted);
  }

  g.go:hover rect {
    fill: var(--_raised);
  }

  @container (min-width: 480px) {
    .about {
      display: block;
    }
  }

  @container (min-width: 720px) {
    .panes {
      grid-template-columns: minmax(280px, 2fr) 3fr;
      gap: 24px;
    }

    [part='details'] {
      display: grid;
      max-height: var(--letz-schema-browser-height, 420px);
      padding-block-start: 0;
      padding-inline-start: 24px;
      border-block-start: 0;
      border-inline-start: 1px solid var(--_border);
      overflow: auto;
    }
  }

  @media (forced-colors: active) {
    [aria-selected='true'] {
      color: SelectedItemText;
      background: SelectedItem;
      forced-color-adjust: none;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    [aria-expanded]::before {
      transition: none;
    }
  }
`;
