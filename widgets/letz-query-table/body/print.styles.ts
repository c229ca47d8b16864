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
      table-layout: auto;
    }

    .printed thead {
      display: table-header-group;
    }

    .printed tr {
      height: auto;
      break-inside: avoid;
    }

    .printed th,
    .printed td {
      height: auto;
      padding: 3px 6px;
      overflow: visible;
      vertical-align: top;
      white-space: pre-line;
      overflow-wrap: anywhere;
    }

    .printed th {
      border-bottom: 2px solid var(--_text);
      color: var(--_text);
      font-weight: 500;
      /* Short words stay whole: a column is at least as wide as its header's longest word. */
      overflow-wrap: break-word;
    }

    /* A number that breaks inside reads as another number. */
    .printed td.numeric {
      white-space: nowrap;
      overflow-wrap: normal;
    }

    .printed .small {
      font-size: 0.75em;
    }

    .printed .smallest {
      font-size: 0.6em;
    }
  }
`;
