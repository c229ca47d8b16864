import { css } from 'lit';

export const styles = css`
  /* Seven shades from nothing to the most. The jump after the fourth is where text turns light: between, neither dark nor
     light text could be read. */
  :host {
    --_hue: var(--_series-1);
    --_shade-0: color-mix(in srgb, var(--_hue) 4%, var(--_raised));
    --_shade-1: color-mix(in srgb, var(--_hue) 17%, var(--_surface));
    --_shade-2: color-mix(in srgb, var(--_hue) 30%, var(--_surface));
    --_shade-3: color-mix(in srgb, var(--_hue) 43%, var(--_surface));
    --_shade-4: color-mix(in srgb, var(--_hue) 56%, var(--_surface));
    --_shade-5: var(--_hue);
    --_shade-6: color-mix(in srgb, var(--_hue) 62%, var(--_text));
    container-type: inline-size;
  }

  [part='body'] {
    flex: 1 1 var(--letz-heatmap-height, 300px);
  }

  /* The scale: swatches touch, each with its upper end below. */
  [part='legend'] .scale {
    gap: 2px;
    align-items: start;
    line-height: 1;
  }

  .scale span {
    display: grid;
    gap: 2px;
    justify-items: end;
    min-width: 27px;
    font-size: 10px;
  }

  .scale .swatch {
    width: 100%;
    height: 8px;
    border-radius: 2px;
  }

  .scroller {
    position: absolute;
    inset: 0;
    overflow: auto;
    scrollbar-width: thin;
  }

  table {
    font-size: 0.8571em;
  }

  .shades {
    border-spacing: 2px;
    width: 100%;
  }

  .shades th {
    padding: 0;
    padding-inline-end: 6px;
    text-align: start;
    font-weight: 400;
    white-space: nowrap;
    color: var(--_muted);
  }

  tbody th {
    position: sticky;
    inset-inline-start: 0;
    background: var(--_surface);
  }

  .shades thead :is(th, td) {
    position: sticky;
    top: 0;
    z-index: 1;
    height: 18px;
    padding: 0;
    background: var(--_surface);
    text-align: center;
  }

  /* What stands beside the matrix takes no more room than it needs. */
  .shades:not(.dense) :is(.beside, tbody th) {
    width: 1px;
    padding-inline: 0 8px;
    text-align: end;
  }

  .shades:not(.dense) thead th {
    white-space: normal;
    vertical-align: bottom;
  }

  .shades tbody td {
    height: 26px;
    padding: 0 2px;
    border-radius: 3px;
    text-align: center;
    cursor: default;
    forced-color-adjust: none;
    print-color-adjust: exact;
  }

  .dense.shades {
    table-layout: fixed;
    height: 100%;
  }

  .dense.shades tbody td {
    height: auto;
    padding: 0;
    overflow: hidden;
  }

  /* Labels of narrow columns: some of them, running over the next. */
  .dense.shades thead td {
    width: 40px;
  }

  .dense.shades thead th {
    background: none;
    text-align: start;
  }

  .dense.shades thead th:not(:nth-child(6n + 2)) span,
  .dense.shades tbody td > span {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  @container (min-width: 560px) {
    .dense.shades thead th:nth-child(3n + 2) span {
      all: unset;
    }
  }

  @container (min-width: 1000px) {
    .dense.shades thead th span,
    .dense.shades tbody td > span:not(.visually-hidden) {
      all: unset !important;
    }

    .dense.shades thead th {
      text-align: center;
    }
  }

  .shade-0 {
    background: var(--_shade-0);
  }
  .shade-1 {
    background: var(--_shade-1);
  }
  .shade-2 {
    background: var(--_shade-2);
  }
  .shade-3 {
    background: var(--_shade-3);
  }
  .shade-4 {
    background: var(--_shade-4);
  }
  .shade-5 {
    background: var(--_shade-5);
  }
  .shade-6 {
    background: var(--_shade-6);
  }

  .shades .shade-5,
  .shades .shade-6 {
    color: var(--_surface);
  }

  .beside {
    color: var(--_muted);
  }

  .blank {
    background: repeating-linear-gradient(-45deg, var(--_hatch) 0 1.5px, transparent 1.5px 5px);
  }

  .open:is(td, .swatch) {
    outline: 1.5px dashed var(--_text);
    outline-offset: -2px;
  }

  th.open {
    text-decoration: underline dashed;
    text-underline-offset: 3px;
  }

  td:focus-visible {
    outline: 2px solid var(--_text);
    outline-offset: 0;
  }

  .numbers tbody td {
    background: none;
  }

  .numbers .blank::after {
    content: '–' / '';
    color: var(--_muted);
  }

  .numbers td,
  .numbers thead th {
    text-align: end;
  }
`;
