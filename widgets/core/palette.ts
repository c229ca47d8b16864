import { css } from 'lit';

/**
 * The series of charts: six colours told apart with every kind of colour vision, each 3:1 and more against the surface in
 * both schemes.
 */
export const palette = css`
  :host {
    --_series-1: var(--letz-series-1, light-dark(#2f62c9, #84aaff));
    --_series-2: var(--letz-series-2, light-dark(#b4540a, #f0a35e));
    --_series-3: var(--letz-series-3, light-dark(#00796f, #4fc4b5));
    --_series-4: var(--letz-series-4, light-dark(#8e3ea8, #d59be8));
    --_series-5: var(--letz-series-5, light-dark(#8a6a00, #d8bd4a));
    --_series-6: var(--letz-series-6, light-dark(#55606e, #b3bdca));
  }
`;
