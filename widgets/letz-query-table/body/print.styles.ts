import { css } from 'lit';

/** Print: a plain table of all rows in place of the grid. */
export const printStyles = css`
  @media screen {
    .printed {
      display: none;
    }
  }

  @media print {
    :host {
      break-inside: auto;
    }

    [part='base'],
    [part='body'] {
      display: block;
      height: auto;
    }

    [role='grid'],
    .nothing,
    .tools {
      display: none;
    }

    [part='header'] {
      break-after: avoid;
    }

    .printed table {
      width: 100%;
      min-width: 0;
      border-collapse: collapse;
      table-layout: fixed;
    }

    .printed thead {
      display: table-header-group;
    }

    .printed tr {
      height: auto;
      break-inside: avoid;
    }

    .printed tr > :is(th, td) {
      height: auto;
      padding: 3px 5px;
      overflow: visible;
      vertical-align: top;
      white-space: pre-line;
      text-overflow: clip;
      overflow-wrap: anywhere;
    }

    .printed th {
      border-bottom: 2px solid var(--_text);
      color: var(--_text);
      font-weight: 500;
    }
  }
`;
