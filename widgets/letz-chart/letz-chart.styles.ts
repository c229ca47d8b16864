import { css } from 'lit';

export const styles = css`
  [part='body'] {
    position: relative;
    display: flex;
    flex-direction: column;
    gap: 8px;
    flex: 1 1 var(--letz-chart-height, 260px);
    min-height: 0;
  }

  [part='loading'] {
    flex: 1;
  }

  .frame {
    position: relative;
    flex: 1;
    min-height: 0;
  }

  [part='plot'] {
    position: absolute;
    inset: 0;
    overflow: hidden auto;
    scrollbar-width: thin;
    direction: ltr;
    touch-action: pan-y;
  }

  /* Over the plot and lets the pointer through: what the keyboard has hold of. */
  [role='slider'] {
    position: absolute;
    inset: -2px;
    border-radius: 4px;
    pointer-events: none;
  }

  /* Never seen; its colors are read, and a change of theme shows as a transition of them. */
  .probe {
    position: absolute;
    visibility: hidden;
    forced-color-adjust: none;
    background: var(--_surface);
    outline: 1px solid var(--_series-1);
    border: 0 solid;
    border-color: var(--_border) var(--_muted);
    /* Not of color, which readLook sets. */
    transition: 1ms background-color, 1ms outline-color, 1ms border-color;
  }

  [part='tooltip'] {
    position: absolute;
    inset-block-start: 0;
    left: 0;
    z-index: 1;
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

  [part='tooltip'] > strong {
    font-weight: 500;
  }

  [part='tooltip'] > div {
    display: flex;
    align-items: center;
    gap: 6px;
  }

  [part='tooltip'] > div > :last-child {
    margin-inline-start: auto;
    padding-inline-start: 12px;
    font-weight: 600;
  }

  .muted {
    color: var(--_muted);
  }

  [part='legend'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0 14px;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 0.8571em;
    color: var(--_muted);
  }

  [part='legend'] li {
    display: flex;
    align-items: center;
    gap: 6px;
  }

  [part='legend'] button {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 2px 4px;
    margin-inline-start: -4px;
    border: 0;
    background: none;
    color: var(--_text);
  }

  [part='legend'] [aria-pressed='false'] {
    color: var(--_muted);
    text-decoration: line-through;
  }

  .swatch {
    flex: none;
    width: 10px;
    height: 10px;
    border-radius: 3px;
    background: var(--color, var(--_series-1));
  }

  [aria-pressed='false'] .swatch {
    opacity: 0.3;
  }

  .partial {
    border: 1.5px dashed var(--_series-1);
    background: none;
  }

  .bars .partial {
    border-style: solid;
    background: repeating-linear-gradient(-45deg, var(--_series-1) 0 1px, transparent 1px 3px);
  }

  .series-1 {
    --color: var(--_series-1);
  }
  .series-2 {
    --color: var(--_series-2);
  }
  .series-3 {
    --color: var(--_series-3);
  }
  .series-4 {
    --color: var(--_series-4);
  }
  .series-5 {
    --color: var(--_series-5);
  }
  .series-6 {
    --color: var(--_series-6);
  }

  .twin:not(.visually-hidden) {
    flex: 1;
    min-height: 0;
    overflow: auto;
    scrollbar-width: thin;
  }

  table {
    border-collapse: collapse;
    width: 100%;
  }

  caption {
    padding-bottom: 6px;
    text-align: start;
    font-size: 0.8571em;
    color: var(--_muted);
  }

  th,
  td {
    padding: 4px 12px 4px 0;
    border-bottom: 1px solid var(--_border);
    text-align: start;
    font-weight: 400;
    white-space: nowrap;
  }

  thead th {
    position: sticky;
    top: 0;
    background: var(--_surface);
    color: var(--_muted);
  }

  .number {
    text-align: end;
  }

  /* What uPlot's own style sheet says of the parts that are used here. */
  .uplot,
  .uplot * {
    box-sizing: border-box;
  }

  .u-wrap {
    position: relative;
    user-select: none;
  }

  .u-over,
  .u-under,
  .u-axis,
  .u-select,
  .u-cursor-x,
  .u-cursor-pt {
    position: absolute;
  }

  .u-under {
    overflow: hidden;
  }

  .uplot canvas {
    display: block;
    position: relative;
    width: 100%;
    height: 100%;
  }

  .u-select {
    background: color-mix(in srgb, var(--_accent) 14%, transparent);
    pointer-events: none;
  }

  .u-cursor-x,
  .u-cursor-pt {
    inset: 0 auto auto 0;
    pointer-events: none;
    will-change: transform;
  }

  .u-cursor-x {
    height: 100%;
    border-left: 1px solid var(--_muted);
    opacity: 0.5;
  }

  .u-cursor-pt {
    border: 0 solid;
    border-radius: 50%;
    background-clip: padding-box !important;
  }

  .u-off {
    display: none;
  }
`;
