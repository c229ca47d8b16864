import { css } from 'lit';

/** Combobox of queries: a popup list, or on a wide screen a list that is always open. */
export const comboboxStyles = css`
  [part='picker'] {
    position: relative;
    min-width: 0;
  }

  [part='picker'] input {
    width: 100%;
    min-width: 0;
    min-height: 32px;
  }

  [role='listbox'] {
    position: absolute;
    z-index: 1;
    inset-inline: 0;
    max-height: min(var(--letz-query-runner-height, 680px), 60vh);
    margin-block-start: 4px;
    padding: 4px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    box-shadow: 0 8px 24px rgb(0 0 0 / 0.16);
    overflow: auto;
  }

  /* Chromium applies this also to a box that has nothing to scroll. */
  [role='listbox'].scrolls {
    overscroll-behavior: contain;
  }

  [role='listbox'][hidden] {
    display: none;
  }

  .group {
    padding: 8px 8px 4px;
    font-size: 0.8571em;
    color: var(--_muted);
  }

  [role='option'] {
    display: grid;
    padding: 5px 8px;
    border-radius: 6px;
    cursor: pointer;
  }

  [role='option']:hover {
    background: var(--_raised);
  }

  [role='option'][aria-selected='true'] {
    background: var(--_raised);
    box-shadow: inset 2px 0 var(--_accent);
  }

  [role='option'][aria-selected='true']:dir(rtl) {
    box-shadow: inset -2px 0 var(--_accent);
  }

  [role='option'].active {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
  }

  [role='option'] > .about {
    overflow: hidden;
    font-size: 0.8571em;
    color: var(--_muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .nothing:not(:empty) {
    padding: 8px;
    color: var(--_muted);
  }

  @container (min-width: 680px) {
    [part='picker'] {
      min-height: var(--letz-query-runner-height, 680px);
    }

    /* As high as the query beside it. */
    [role='listbox'] {
      inset-block: 40px 0;
      inset-inline: -8px;
      max-height: none;
      margin: 0;
      padding: 0;
      border: 0;
      background: none;
      box-shadow: none;
    }
  }

  @media (forced-colors: active) {
    [role='option'][aria-selected='true'] {
      color: HighlightText;
      background: Highlight;
      forced-color-adjust: none;
    }

    [role='option'][aria-selected='true'] > .about {
      color: HighlightText;
    }
  }

  @media print {
    [part='picker'] {
      display: none;
    }
  }
`;
