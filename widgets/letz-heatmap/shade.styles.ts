import { css } from 'lit';

/** How cells and the legend's swatches are filled: shades, hatches where it is too early to tell, dashes for what is not over. */
export const shadeStyles = css`
  /* Seven shades from nothing to the most. The jump after the fourth is where text turns light: between, neither dark nor
     light text could be read. */
  .shade-0 {
    background: color-mix(in srgb, var(--_series-1) 4%, var(--_raised));
  }
  .shade-1 {
    background: color-mix(in srgb, var(--_series-1) 17%, var(--_surface));
  }
  .shade-2 {
    background: color-mix(in srgb, var(--_series-1) 30%, var(--_surface));
  }
  .shade-3 {
    background: color-mix(in srgb, var(--_series-1) 43%, var(--_surface));
  }
  .shade-4 {
    background: color-mix(in srgb, var(--_series-1) 56%, var(--_surface));
  }
  .shade-5 {
    background: var(--_series-1);
  }
  .shade-6 {
    background: color-mix(in srgb, var(--_series-1) 62%, var(--_text));
  }

  /* Of two colours only, none between 46 and 54 % can be read on. */
  @media (forced-colors: active) {
    .shade-1 {
      background: color-mix(in srgb, CanvasText 12%, Canvas);
    }
    .shade-2 {
      background: color-mix(in srgb, CanvasText 22%, Canvas);
    }
    .shade-3 {
      background: color-mix(in srgb, CanvasText 33%, Canvas);
    }
    .shade-4 {
      background: color-mix(in srgb, CanvasText 44%, Canvas);
    }
    .shade-5 {
      background: color-mix(in srgb, CanvasText 72%, Canvas);
    }
  }

  .shades .shade-5,
  .shades .shade-6 {
    color: var(--_surface);
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
