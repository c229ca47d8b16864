import { css } from 'lit';

/** Layout: search, tree and details from top to bottom; tree and details side by side on a wide screen. */
export const browserStyles = css`
  [part='body'] {
    gap: 10px;
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
    grid-template-columns: minmax(0, 1fr);
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

  [part='header']:not(:has([part='label'])):has(+ [part='body'] > [part='error']) {
    min-height: 0;
    margin-block-end: -8px;
  }

  /* A fixed height, so that selecting a table does not move the page below. */
  @container (min-width: 720px) {
    .panes {
      flex: 0 1 var(--letz-schema-browser-height, 420px);
      grid-template: minmax(0, 1fr) / minmax(280px, 2fr) 3fr;
      gap: 24px;
      min-height: 0;
    }
  }

  @media print {
    [part='search'] {
      display: none;
    }

    .panes {
      flex-basis: auto;
    }
  }
`;
