import { css } from 'lit';
import { pictureStyles } from '../core/visual/visual.styles.ts';
import { colorScaleStyles } from './color-scale.styles.ts';

/** Styles of legend and cells. */
export const styles = css`
  ${pictureStyles}
  ${colorScaleStyles}

  /* Colour scale: adjoining swatches, each with the value at its end below. */
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
  }

  .scale small {
    padding-inline-start: 6px;
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

  /* Fades out rows below the edge. Dense cells always fit. */
  .scroller:not(:has(.dense.shades))::after {
    content: '';
    position: sticky;
    inset: auto 0 0;
    display: block;
    width: 100%;
    height: 22px;
    background: linear-gradient(transparent, var(--_surface));
    pointer-events: none;
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
    text-align: inherit;
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

  /* Columns beside the matrix are as narrow as possible. */
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

  /* Labels of narrow columns: every sixth, which overflows into the next. */
  .dense.shades thead td {
    width: 40px;
  }

  .dense.shades thead th {
    background: none;
    text-align: start;
    unicode-bidi: isolate; /* They overflow in the page's direction. */
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

  .beside {
    color: var(--_muted);
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

  /* All rows are printed. */
  @media print {
    [part='body'],
    .frame {
      flex: none;
    }

    .scroller {
      position: static;
      overflow: visible;
    }

    .scroller::after {
      display: none !important;
    }

    .dense.shades tbody td {
      height: 26px;
    }

    .shades:not(.dense) {
      border-spacing: 1px;
      font-size: 0.7em;
    }
  }
`;
