import { css } from 'lit';

/** Styles of form fields, for widgets that have some. Buttons are in the base styles. */
export const controls = css`
  input,
  select {
    font: inherit;
    color: inherit;
  }

  select,
  input:not([type='checkbox'], [type='radio']) {
    padding: 4px 10px;
    /* Contrast of 3:1 against the surroundings (WCAG 1.4.11). */
    border: 1px solid color-mix(in srgb, var(--_muted) 75%, var(--_surface));
    border-radius: 6px;
    background: var(--_surface);
  }
`;
