import { css } from 'lit';

/** Fields side by side, each with its description below it. */
export const formStyles = css`
  .fields {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 12px 20px;
  }

  [part='field'] {
    display: grid;
    flex: 1 1 168px;
    gap: 4px;
    justify-items: start;
    min-width: min-content;
    max-width: 300px;
  }

  .title {
    font-size: 0.9286em;
    font-weight: 500;
    white-space: nowrap;
  }

  .help,
  .error {
    font-size: 0.8571em;
    line-height: 1.35;
    color: var(--_muted);
    text-wrap: balance;
  }

  .error {
    color: var(--_bad);
  }

  .help {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  .error:empty,
  .help:empty {
    display: none;
  }

  input:not([type='radio']),
  select {
    width: 100%;
    min-width: 0;
    min-height: 30px;
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  [aria-invalid='true']:is(input, select) {
    border-color: var(--_bad);
  }

  .segments {
    display: inline-flex;
    max-width: 100%;
    min-height: 30px;
    padding: 2px;
    border-radius: 8px;
    background: var(--_raised);
  }

  .segments label {
    position: relative;
    display: grid;
    align-items: center;
    padding: 0 10px;
    border: 1px solid transparent;
    border-radius: 6px;
    color: var(--_muted);
    white-space: nowrap;
    cursor: pointer;
  }

  .segments label:hover {
    color: var(--_text);
  }

  .segments label:has(:checked) {
    border-color: var(--_muted);
    color: var(--_text);
    background: var(--_surface);
  }

  .segments label:has(:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }

  .segments input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .end {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: 8px 20px;
    margin-block-start: 10px;
  }

  summary {
    width: fit-content;
    font-size: 0.9286em;
    color: var(--_muted);
    cursor: pointer;
  }

  summary:hover {
    color: var(--_text);
  }

  details[open] > summary {
    margin-block-end: 8px;
  }

  .reset {
    margin-block: -4px;
  }

  /* Among the fields it is level with their controls, below the height of a label. */
  .fields > .reset {
    margin-block: calc(1.35em + 4px) 0;
  }

  /* The width of a control for date and time. */
  details {
    min-width: min(100%, 220px);
  }

  details > [part='field'] {
    width: 100%;
  }

  @container (max-width: 380px) {
    [part='field'] {
      flex-basis: 100%;
      min-width: 0;
      max-width: 100%;
    }
  }

  @media (forced-colors: active) {
    .segments label:has(:checked) {
      color: HighlightText;
      background: Highlight;
      forced-color-adjust: none;
    }
  }

  @media print {
    .end {
      display: none;
    }
  }
`;
