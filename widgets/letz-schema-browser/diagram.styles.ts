import { css } from 'lit';

/** Diagram in the colors of the theme. */
export const diagramStyles = css`
  svg {
    display: block;
    max-width: 100%;
    margin-block-start: 8px;
    font: 12px ui-monospace, monospace;
    direction: ltr;
  }

  rect {
    fill: var(--_surface);
    stroke: var(--_border);
  }

  text {
    fill: currentColor;
  }

  .columns {
    fill: var(--_muted);
    font-size: 11px;
  }

  .center rect {
    fill: var(--_raised);
    stroke: var(--_accent);
  }

  .line {
    fill: none;
    stroke: var(--_muted);
  }

  .head {
    fill: var(--_muted);
  }

  g.go {
    cursor: pointer;
  }

  rect:focus-visible {
    outline: none;
    stroke: var(--_accent);
    stroke-width: 2;
  }

  g.go:hover rect {
    fill: var(--_raised);
  }
`;
