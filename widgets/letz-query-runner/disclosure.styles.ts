import { css } from 'lit';

/** Disclosures below a result: explanation and embed code. */
export const disclosureStyles = css`
  details {
    padding-block-start: 10px;
    border-block-start: 1px solid var(--_border);
  }

  /* A table ends with a border. */
  [part='result']:has(> letz-query-table) + details {
    padding-block-start: 0;
    border-block-start: 0;
  }

  [part='stage'] > details + details {
    margin-block-start: -4px;
  }

  summary {
    width: fit-content;
    min-height: 24px;
    color: var(--_muted);
    cursor: pointer;
  }

  summary:hover {
    color: var(--_text);
  }

  details > :not(summary) {
    margin-block-start: 8px;
  }

  h4 {
    font-size: 0.8571em;
    font-weight: 500;
    color: var(--_muted);
  }

  dl {
    display: grid;
    gap: 6px;
  }

  dl > div {
    display: grid;
    gap: 0 16px;
  }

  dt,
  dd {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  dt {
    color: var(--_muted);
  }

  details .pii {
    margin: 0;
    font-size: 0.9286em;
  }

  small {
    font-size: 0.9286em;
    color: var(--_muted);
  }

  dd > small:last-child {
    display: block;
  }

  .copy {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: end;
    gap: 4px 8px;
  }

  textarea {
    grid-column: 1 / -1;
    width: 100%;
    padding: 8px 10px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    font: 0.9286em / 1.5 ui-monospace, monospace;
    color: inherit;
    background: var(--_raised);
    resize: vertical;
    field-sizing: content;
  }

  @container (min-width: 420px) {
    dl > div {
      grid-template-columns: minmax(0, 2fr) minmax(0, 5fr);
    }
  }

  /* Embed code is of no use on paper. */
  @media print {
    [part='stage'] > details:is(:not([open]), :has(textarea)) {
      display: none;
    }
  }
`;
