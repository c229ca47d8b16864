import { css } from 'lit';

/** The search above, the tree and the details below: beside each other where there is room. */
export const browserStyles = css`
  [part='body'] {
    display: grid;
    gap: 10px;
    min-height: 0;
    container-type: inline-size;
    contain-intrinsic-inline-size: 300px;
  }

  [part='search'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
  }

  input {
    flex: 1 1 180px;
    min-width: 0;
    min-height: 32px;
    max-width: 420px;
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  [part='search'] > span {
    color: var(--_muted);
  }

  .panes {
    display: grid;
    gap: 12px;
    min-width: 0;
  }

  .nothing {
    margin: 0;
  }

  .pii {
    flex: none;
    font-size: 0.8571em;
    color: var(--_muted);
  }

  .pii::before {
    content: '●' / '';
    margin-inline-end: 4px;
    font-size: 0.7em;
    color: var(--_bad);
  }

  [part='footer']:not(:has(*)) {
    display: none;
  }

  [part='header']:not(:has([part='label'])):has(+ [part='body'] > [part='error']) {
    min-height: 0;
    margin-block-end: -8px;
  }

  @media print {
    [part='search'] {
      display: none;
    }
  }

  @container (min-width: 720px) {
    .panes {
      grid-template-columns: minmax(280px, 2fr) 3fr;
      gap: 24px;
    }
  }
`;
