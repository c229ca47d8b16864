import { css } from 'lit';

/** The room that many rows will take, before they and their look are here; less where the page gives less. */
export const loading = css`
  [part='body'] {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }

  [part='loading'] {
    flex: 0 1 var(--letz-query-table-height, 420px);
    min-height: 66px;
  }
`;
