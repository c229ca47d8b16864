import { css } from 'lit';

/** Rows as cards: fields below each other, each with its label before the value. Header cells wrap. */
export const cardStyles = css`
  .cards .space,
  .cards .space > table,
  .cards > .head,
  .cards > .totals {
    width: 100% !important;
    min-width: 0;
  }

  .cards .space > table,
  .cards tbody {
    display: block;
  }

  .cards > .head,
  .cards > .head thead {
    display: block;
    border-bottom: 1px solid var(--_border);
  }

  .cards .head thead {
    border: 0;
  }

  .cards .head tr {
    display: flex;
    flex-wrap: wrap;
    height: auto;
    padding-inline: calc(min(var(--_space), 16px) - 8px);
  }

  .cards .head tr > :is(th, td) {
    height: 26px;
    padding: 2px 8px;
    border: 0;
  }

  .cards .head tr > td {
    flex: 1 1 40%;
    height: auto;
  }

  .cards .handle {
    display: none;
  }

  .cards tbody tr {
    display: block;
    box-sizing: border-box;
    height: var(--_card);
    padding-block: 8px;
    border-bottom: 1px solid var(--_border);
  }

  .cards tbody tr > td {
    position: relative;
    display: block;
    box-sizing: border-box;
    width: 100%;
    height: 24px;
    padding-block: 2px;
    padding-inline: 40% min(var(--_space), 16px);
    border: 0;
    line-height: 20px;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  .cards tbody td::before {
    content: attr(data-label);
    position: absolute;
    inset-inline-start: min(var(--_space), 16px);
    width: calc(40% - 28px);
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--_muted);
    font-weight: 400;
  }

  .cards tbody .bar {
    background-position: 100% calc(100% - 1px);
    background-size: 60% 2px;
  }

  .cards .group td:empty {
    visibility: hidden;
  }

  .cards > .totals,
  .cards .totals tfoot {
    display: block;
  }

  .cards .totals tr {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    height: auto;
    padding: 4px min(var(--_space), 16px);
    border-top: 1px solid var(--_border);
  }

  .cards .totals tr > td {
    height: auto;
    padding: 0;
    border: 0;
  }

  .cards .totals td:empty {
    display: none;
  }

  .cards .totals td:not(:first-child)::before {
    content: attr(data-label) ' ';
    color: var(--_muted);
    font-weight: 400;
  }
`;
