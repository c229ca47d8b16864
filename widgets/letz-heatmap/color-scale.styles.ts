import { css } from 'lit';

/**
 * Colours of cells and swatches, from the surface to a strong tone of the first series' colour, or of the second's for
 * negative values; hatching for unknown values, dashes for periods that have not ended.
 */
export const colorScaleStyles = css`
  .shades,
  [part='legend'] {
    --_zero: color-mix(in oklab, var(--_series-1) 4%, var(--_raised));
    --_strong: color-mix(in oklab, var(--_series-1) 62%, var(--_text));
    --_strong-negative: color-mix(in oklab, var(--_series-2) 62%, var(--_text));
  }

  /* Equal steps of OKLab lightness, so that equal differences of values look equal. */
  .color-0 {
    --_mix: 0%;
  }
  .color-1 {
    --_mix: 16.667%;
  }
  .color-2 {
    --_mix: 33.333%;
  }
  .color-3 {
    --_mix: 50%;
  }
  .color-4 {
    --_mix: 66.667%;
  }
  .color-5 {
    --_mix: 83.333%;
  }
  .color-6 {
    --_mix: 100%;
  }
  .negative-2 {
    --_mix: 33.333%;
  }
  .negative-4 {
    --_mix: 66.667%;
  }
  .negative-6 {
    --_mix: 100%;
  }

  [class*='color-'] {
    background: color-mix(in oklab, var(--_strong) var(--_mix), var(--_zero));
  }

  [class*='negative-'] {
    background: color-mix(in oklab, var(--_strong-negative) var(--_mix), var(--_zero));
  }

  /* Black or white text is readable on every colour. */
  .shades :is(.color-0, .color-1, .color-2, .color-3, .negative-2) {
    color: light-dark(#000, #fff);
  }

  .shades :is(.color-4, .negative-4) {
    color: #000;
  }

  .shades :is(.color-5, .color-6, .negative-6) {
    color: light-dark(#fff, #000);
  }

  /* Between the two system colours no text is readable on 46 to 54 %. */
  @media (forced-colors: active) {
    .shades,
    [part='legend'] {
      --_zero: Canvas;
      --_strong: CanvasText;
      --_strong-negative: LinkText;
    }

    .color-3 {
      --_mix: 42%;
    }

    .shades :is(.color-0, .color-1, .color-2, .color-3, .negative-2) {
      color: CanvasText;
    }

    .shades :is(.color-4, .color-5, .color-6, .negative-4, .negative-6) {
      color: Canvas;
    }
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
`;
