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
    border: 1px solid var(--_border);
    border-radius: 6px;
    background: var(--_surface);
  }
`;
