import { css } from 'lit';

/** What is known of a table or column: below the tree, or at its side. */
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

  [part='details'].chosen {
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

  code {
    font: 0.9286em ui-monospace, monospace;
    color: var(--_text);
  }

  .link {
    padding: 0;
    border: 0;
    border-radius: 2px;
    text-align: start;
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

    /* Buttons are not for paper, but these are names of tables. */
    li .link {
      display: inline;
      color: inherit;
    }
  }
`;
