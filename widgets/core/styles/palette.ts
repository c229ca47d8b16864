import { css } from 'lit';

/**
 * Colors of chart series: six colors that differ in lightness as well as in hue, so that they can be told apart with every
 * kind of color vision; each has a contrast of at least 3:1 against the surface in both schemes. A test simulates and
 * measures that.
 */
export const palette = css`
  :host {
    --_series-1: var(--letz-series-1, light-dark(#2f62c9, #84aaff));
    --_series-2: var(--letz-series-2, light-dark(#9a3f0a, #ec7347));
    --_series-3: var(--letz-series-3, light-dark(#0b9c80, #62e6b8));
    --_series-4: var(--letz-series-4, light-dark(#5b1f7a, #b57fa8));
    --_series-5: var(--letz-series-5, light-dark(#b3870a, #dfd14e));
    --_series-6: var(--letz-series-6, light-dark(#e02860, #d02058));
    --_hatch: color-mix(in srgb, var(--_text) 14%, transparent);
  }

  /* Paper is white: series colors of a dark page would be too pale. */
  @media print {
    :host {
      --_series-1: #2f62c9;
      --_series-2: #9a3f0a;
      --_series-3: #0b9c80;
      --_series-4: #5b1f7a;
      --_series-5: #b3870a;
      --_series-6: #e02860;
    }
  }

  @media (forced-colors: active) {
    :host {
      --_surface: Canvas;
      --_text: CanvasText;
      --_series-1: CanvasText;
      --_series-2: Highlight;
      --_series-3: LinkText;
      --_series-4: VisitedText;
      --_series-5: GrayText;
      --_series-6: ButtonText;
      --_hatch: color-mix(in srgb, CanvasText 45%, Canvas);
    }
  }
`;
