import { css } from 'lit';

/** Popup list of a time zone combobox. */
export const timeZoneStyles = css`
  [part='field']:has(> .zones) {
    position: relative;
  }

  /* The list covers the elements after the widget. */
  [part='body']:has(.zones) {
    position: relative;
    z-index: 1;
  }

  .zones {
    position: absolute;
    inset-block-start: calc(1.35em + 36px);
    inset-inline: 0;
    max-height: 240px;
    padding: 4px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    box-shadow: 0 8px 24px rgb(0 0 0 / 0.16);
    overflow: auto;
  }

  /* Chromium applies this also to a box that has nothing to scroll. */
  .zones.scrolls {
    overscroll-behavior: contain;
  }

  .zones > * {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 8px;
    min-height: 24px;
    padding: 4px 8px;
    border-radius: 6px;
    overflow-wrap: anywhere;
    cursor: pointer;
  }

  .zones > :is(:hover, [aria-selected='true']) {
    background: var(--_raised);
  }

  .zones > .active {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }

  small {
    color: var(--_muted);
    text-align: end;
  }

  output {
    display: block;
    min-height: 30px;
    padding-block: 4px;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
`;
