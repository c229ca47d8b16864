import { css } from 'lit';
import { palette } from '../styles/palette.ts';
import { toolStyles } from '../styles/tool-button.ts';
import { truncationStyles } from './truncation.ts';

/** Styles of charts, heatmaps and funnels: palette, tools, legend, tooltip, table of numbers, truncation note. */
export const pictureStyles = css`
  ${palette}
  ${toolStyles}
  ${truncationStyles}

  [part='legend'] {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 0.8571em;
    color: var(--_muted);
  }

  [part='legend'] li,
  [part='tooltip'] > div {
    display: flex;
    align-items: center;
    gap: 6px;
  }

  .swatch {
    flex: none;
    width: 10px;
    height: 10px;
    border-radius: 3px;
    forced-color-adjust: none;
    print-color-adjust: exact;
  }

  .frame {
    position: relative;
    flex: 1;
    min-height: 0;
  }

  [part='tooltip'] {
    position: absolute;
    top: 0;
    left: 0;
    z-index: 2;
    width: max-content;
    max-width: min(260px, 70%);
    padding: 6px 10px;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    box-shadow: 0 4px 14px light-dark(#0002, #0008);
    font-size: 0.8571em;
    line-height: 1.5;
    pointer-events: none;
  }

  [part='tooltip'] > div > :last-child {
    margin-inline-start: auto;
    padding-inline-start: 12px;
    font-weight: 600;
  }

  .muted {
    color: var(--_muted);
  }

  .numbers {
    border-collapse: collapse;
    width: 100%;
    font-size: 0.8571em;
  }

  /* Aligned to the start of the page's direction. */
  caption {
    padding-bottom: 6px;
    text-align: inherit;
    color: var(--_muted);
  }

  .numbers :is(th, td) {
    padding: 4px 0;
    padding-inline-end: 12px;
    border-bottom: 1px solid var(--_border);
    text-align: inherit;
    font-weight: 400;
    white-space: nowrap;
  }

  .numbers thead :is(th, td) {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--_surface);
    color: var(--_muted);
  }

  .numbers .number {
    text-align: end;
  }
`;
