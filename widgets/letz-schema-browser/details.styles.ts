import { css } from 'lit';

/** Details of a table or column, below the tree or beside it. */
export const detailsStyles = css`
  [part='details'] {
    display: none;
    align-content: start;
    gap: 8px;
    min-width: 0;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--_border);
    overflow-wrap: anywhere;
  }

  [part='details'][data-open] {
    display: grid;
  }

  h3,
  h4,
  ul,
  p {
    margin: 0;
  }

  h3 {
    font-size: 1.0714em;
    font-weight: 600;
  }

  .of {
    font-weight: 400;
    color: var(--_muted);
  }

  h4 {
    margin-block: 6px -4px;
    font-size: 0.8571em;
    font-weight: 500;
    color: var(--_muted);
  }

  ul {
    display: grid;
    gap: 2px;
    padding: 0;
    list-style: none;
  }

  li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 6px;
  }

  small {
    color: var(--_muted);
  }

  .facts {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 2px 14px;
    color: var(--_muted);
  }

  [part='details'] :is(code, pre) {
    font: 0.9286em / 1.5 ui-monospace, monospace;
    color: var(--_text);
    white-space: normal;
    overflow-wrap: anywhere;
  }

  [part='details'] pre {
    max-height: 320px;
    margin: 0;
    padding: 8px 10px;
    border: 1px solid var(--_border);
    border-radius: 6px;
    white-space: pre-wrap;
    overflow: auto;
  }

  .named {
    color: var(--_muted);
  }

  .comment {
    flex-basis: 100%;
    color: var(--_muted);
  }

  .link {
    min-width: 0;
    min-height: 24px;
    padding: 0;
    border: 0;
    border-radius: 2px;
    text-align: start;
    overflow-wrap: anywhere;
    color: var(--_accent);
    background: none;
  }

  .link:hover:not(:disabled) {
    text-decoration: underline;
    background: none;
  }

  .back {
    justify-self: start;
  }

  summary {
    width: fit-content;
    min-height: 24px;
    font-size: 0.8571em;
    font-weight: 500;
    color: var(--_muted);
    cursor: pointer;
  }

  @container (min-width: 720px) {
    [part='details'] {
      display: grid;
      padding-block-start: 0;
      padding-inline-start: 24px;
      border-block-start: 0;
      border-inline-start: 1px solid var(--_border);
      overflow: auto;
    }
  }

  @media print {
    [part='details'] {
      max-height: none;
    }

    [part='details'] pre {
      max-height: none;
    }

    /* Printed although they are buttons: they are the names of tables. */
    li .link {
      display: inline;
      color: inherit;
    }
  }
`;
