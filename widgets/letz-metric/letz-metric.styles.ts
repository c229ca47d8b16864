import { css } from 'lit';

export const styles = css`
  [part='body'] {
    display: grid;
    /* Cards of one row have value, change and trend at the same heights, whichever of them they have. */
    align-content: start;
    gap: 4px;
    /* The value scales with the width instead of breaking. */
    container-type: inline-size;
    contain-intrinsic-inline-size: 9em;
  }

  [part='value'] {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.3em;
    min-height: 2.4em;
    line-height: 2.4em;
  }

  .value {
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    /* As large as fits: digits are about 0.6 em wide. */
    font-size: clamp(0.75em, calc(100cqi / (var(--_length, 1) * 0.6)), 2em);
    font-weight: 600;
    line-height: 1.2;
    white-space: nowrap;
  }

  .unit {
    color: var(--_muted);
    line-height: 1.45;
  }

  [part='change'] {
    min-height: 1.45em;
    color: var(--_muted);
  }

  [part='change'] > * {
    white-space: nowrap;
  }

  .better {
    color: var(--_good);
  }

  .worse {
    color: var(--_bad);
  }

  [part='loading'] {
    width: 50%;
    min-height: 0;
    /* As high as value and change. */
    height: calc(3.85em + 4px);
  }

  :host([trend]) [part='loading'] {
    width: auto;
    height: calc(5.3em + 40px);
  }

  svg {
    display: block;
    width: 100%;
    height: 32px;
    overflow: visible;
  }

  svg:dir(rtl) {
    transform: scaleX(-1);
  }

  path {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.5;
    stroke-linejoin: round;
    vector-effect: non-scaling-stroke;
  }

  .open {
    stroke-dasharray: 2 3;
  }

  /* Sparkline and its range, before and after loading. */
  .trend {
    min-height: calc(32px + 1.45em);
  }

  .range {
    color: var(--_muted);
    font-size: 0.8571em;
    line-height: calc(1.45 / 0.8571);
  }
`;
