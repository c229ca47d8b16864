import { css } from 'lit';

/** Layout: the list beside the query, and the result without a border. */
export const layoutStyles = css`
  .panes {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }

  h3,
  h4,
  p,
  dl,
  dd {
    margin: 0;
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  [part='stage'] {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: 14px;
    min-width: 0;
  }

  .intro {
    display: grid;
    gap: 2px;
    max-width: 72ch;
  }

  h3 {
    font-size: 1.1429em;
    font-weight: 600;
    letter-spacing: -0.01em;
  }

  .intro p {
    color: var(--_muted);
  }

  .pii {
    margin-inline-start: 6px;
    font-size: 0.75em;
    font-weight: 400;
    letter-spacing: 0;
    color: var(--_muted);
  }

  .pii::before {
    content: '●' / '';
    margin-inline-end: 4px;
    font-size: 0.7em;
    color: var(--_bad);
  }

  [part='result'] > *::part(base),
  letz-params::part(base) {
    padding: 0;
    border: 0;
    border-radius: 0;
  }

  letz-params::part(header),
  [part='result'] > *::part(label),
  [part='result'] > *::part(footer) {
    display: none;
  }

  /* Tables extend into the padding of a widget, which is 0 here. */
  [part='result'] > * {
    --letz-space: 0px;
  }

  [part='result'] > *::part(header) {
    justify-content: end;
  }

  [part='result'] > letz-metric::part(value) {
    font-size: 3em;
  }

  [part='result'] > [part='loading'] {
    height: 288px;
  }

  /* In one column, the content below the query runner must not move when the result arrives, with what belongs to it. */
  @container not (min-width: 680px) {
    [part='result']:has(> [part='loading']) {
      margin-block-end: 131px;
    }

    .metric > [part='loading'] {
      height: 153px;
    }

    .table > [part='loading'] {
      height: 433px;
    }

    .heatmap > [part='loading'] {
      height: 328px;
    }

    .funnel > [part='loading'] {
      height: 308px;
    }
  }

  .failed {
    margin-block-end: 12px;
    padding: 8px 12px;
    border-radius: 6px;
    border-inline-start: 3px solid var(--_bad);
    background: var(--_raised);
  }

  /* Titles and descriptions keep their own text direction and align with the page. */
  [dir='auto'] {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  @container (min-width: 680px) {
    .panes {
      grid-template-columns: minmax(200px, 260px) minmax(0, 1fr);
      gap: 28px;
    }
  }

  @media print {
    .panes {
      grid-template-columns: minmax(0, 1fr);
    }

    letz-context {
      display: none;
    }
  }
`;
