import { css } from 'lit';

export const groupStyles = css`
  tbody .group,
  .sticky tbody .group > :first-child {
    background-color: var(--_raised);
    font-weight: 500;
    cursor: pointer;
  }

  .group .bar {
    background: none;
  }

  /* Also in a column of numbers. */
  .group .label {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
`;
