import { css } from 'lit';

/** Range bar: one row, which wraps where it must. */
export const rangeBarStyles = css`
  :host([range]) .fields {
    align-items: center;
    gap: 8px 16px;
  }

  :host([range]) [part='field'] {
    display: flex;
    flex: 0 1 auto;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-width: 0;
    max-width: 100%;
  }

  :host([range]) [part='field']:not(.range) > .help {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }

  :host([range]) [part='field'] > .zones {
    min-width: 280px;
  }

  .range .segments {
    flex-wrap: wrap;
  }

  .range .segments label {
    min-height: 26px;
  }

  .dates {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }

  :host([range]) .dates input,
  :host([range]) [part='field']:not(.range) input {
    width: auto;
    min-width: 0;
  }

  :host([range]) [part='field']:not(.range) input {
    field-sizing: content;
    min-width: 8ch;
  }

  @media print {
    .range label:not(:has(:checked)) {
      display: none;
    }
  }

  :host([range]) .reset {
    margin-block: 0;
  }
`;
