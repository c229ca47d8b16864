import { css } from 'lit';

/** The look of fields, for the widgets that have some. Buttons are in the theme: all have them. */
export const controls = css`
  input,
  select {
    font: inherit;
    color: inherit;
  }

  select,
  input:not([type='checkbox'], [type='radio']) {
    padding: 4px 10px;
    /* Three times as light or dark as what is around, for those who would not see it else (WCAG 1.4.11). */
    border: 1px solid color-mix(in srgb, var(--_muted) 75%, var(--_surface));
    border-radius: 6px;
    background: var(--_surface);
  }
`;
