import { css } from 'lit';
import { pictureStyles } from '../core/visual/visual.styles.ts';

/** Styles of the steps. */
export const styles = css`
  ${pictureStyles}

  .whole {
    display: contents;
  }

  .scroller {
    overflow-x: auto;
    scrollbar-width: thin;
  }

  .bars,
  .bars tbody {
    display: flex;
    flex-direction: column;
    flex: 1;
  }

  /* Loss before the step, its name and numbers, its bar. */
  .bars tbody tr {
    display: grid;
    grid-template: 'loss loss loss' minmax(22px, 1fr) 'name count share' auto 'bar bar bar' 12px / minmax(6em, 1fr) auto minmax(6ch, auto);
    flex: 1;
    gap: 0 10px;
    border-radius: 4px;
  }

  .bars tbody tr:first-child {
    grid-template-rows: 0 auto 12px;
    flex: none;
  }

  .bars th {
    grid-area: name;
    justify-self: start;
    margin-inline-end: auto;
    font-weight: 400;
    text-align: inherit;
    overflow-wrap: anywhere;
  }

  .bars td {
    padding: 0;
    overflow-wrap: anywhere;
  }

  .bars .count {
    grid-area: count;
    place-self: end;
    text-align: end;
    font-weight: 600;
  }

  .bars .share {
    grid-area: share;
    place-self: end;
    text-align: end;
    color: var(--_muted);
  }

  .bars .loss {
    grid-area: loss;
    align-self: center;
    z-index: 1;
    padding-inline-start: 8px;
    font-size: 0.8571em;
    color: var(--_muted);
  }

  .worst .loss {
    color: var(--_bad);
  }

  .bars tbody tr::after {
    content: '';
    grid-area: bar;
    width: var(--part);
    margin-top: 2px;
    border-radius: 3px;
    background: var(--_series-1);
    forced-color-adjust: none;
    print-color-adjust: exact;
  }

  /* Area between the bar before and this one, if both are known. */
  .bars .after::before {
    content: '';
    grid-area: 1 / 1 / 3 / -1;
    background: color-mix(in srgb, var(--_series-1) 9%, transparent);
    clip-path: polygon(0 0, var(--before) 0, var(--part) 100%, 0 100%);
    print-color-adjust: exact;
  }

  .bars:dir(rtl) tbody tr::before {
    transform: scaleX(-1);
  }

  .numbers .loss,
  .null {
    color: var(--_muted);
  }

  .null {
    font-weight: 400;
  }

  .numbers :is(tbody th, .loss) {
    white-space: normal;
  }

  tbody tr {
    cursor: default;
  }

  @media (forced-colors: active) {
    .worst .loss {
      font-weight: 600;
    }
  }
`;
