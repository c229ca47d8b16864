import { css } from 'lit';

/** What uPlot's own style sheet says of the parts that are used here, in the widget's colours. */
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

  /* The axis that stays in sight: what is behind it goes on below. */
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

  .u-cursor-pt {
    border: 0 solid;
    border-radius: 50%;
    background-clip: padding-box !important;
  }

  .u-off {
    display: none;
  }
`;
