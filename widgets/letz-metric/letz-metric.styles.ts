import { css } from 'lit';

export const styles = css`
  [part='body'] {
    display: grid;
    gap: 4px;
  }

  [part='value'] {
    font-size: 2em;
    line-height: 1.2;
    font-weight: 600;
    letter-spacing: -0.02em;
    overflow-wrap: anywhere;
  }

  .unit {
    font-size: 0.5em;
    font-weight: 400;
    letter-spacing: 0;
    color: var(--_muted);
  }

  [part='change'] {
    min-height: 1.45em;
    color: var(--_muted);
  }

  .better {
    color: var(--_good);
  }

  .worse {
    color: var(--_bad);
  }

  [part='loading'] {
    width: 50%;
    min-height: 0;
    /* As high as figure and change. */
    height: calc(3.85em + 4px);
  }

  :host([trend]) [part='loading'] {
    width: auto;
    height: calc(3.85em + 40px);
  }
`;
