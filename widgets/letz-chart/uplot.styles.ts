import { css } from 'lit';

/** uPlot's style sheet, for the elements used here and in the widget's colours. */
export const uplotStyles = css`
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

  /* Copy of the axis that stays in view. Bars behind it fade out. */
  .uplot > canvas {
    position: sticky;
    bottom: 0;
    height: 26px;
    margin-top: -26px;
    background: var(--_surface);
    box-shadow: 0 -10px 10px var(--_surface);
    pointer-events: none;
  }

  .u-select {
    background: color-mix(in srgb, var(--_accent) 14%, transparent);
    pointer-events: none;
  }

  .u-cursor-x,
  .u-cursor-pt {
    inset: 0 auto auto 0;
    pointer-events: none;
  }

  .u-cursor-x {
    height: 100%;
    border-left: 1px solid var(--_muted);
    opacity: 0.5;
  }

  /* Bars are highlighted by a band as wide as their step. */
  .bars .u-cursor-x {
    width: var(--band);
    margin-inline-start: calc(var(--band) / -2);
    border: 0;
    background: var(--_text);
    opacity: 0.1;
  }

  .bars.horizontal .u-cursor-x {
    width: 100%;
    height: var(--band);
    margin: calc(var(--band) / -2) 0 0;
  }

  .bars .u-cursor-pt {
    display: none;
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
