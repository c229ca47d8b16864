import { css } from 'lit';
import { pictureStyles } from '../core/visual/visual.styles.ts';
import { uplotStyles } from './uplot.styles.ts';

/** The look of legend, picture and table. */
export const styles = css`
  ${pictureStyles}
  ${uplotStyles}

  /* What is positioned is painted over the canvases before it, and costs each chart a layer. */
  [part='base']:not([aria-busy='true']) {
    position: static;
  }

  [part='body'] {
    position: relative;
  }

  /* For two tools. */
  .room {
    flex: none;
    width: 60px;
  }

  [part='plot'] {
    position: absolute;
    inset: 0;
    overflow: hidden auto;
    scrollbar-width: thin;
    direction: ltr;
    touch-action: pan-y;
    contain: strict;
  }

  /* Over the picture and lets the pointer through: what the keyboard has hold of. */
  [role='slider'] {
    position: absolute;
    inset: 0;
    outline-offset: -2px;
    border-radius: 4px;
    pointer-events: none;
  }

  /* Bars that lie may be scrolled: it stays. */
  .lying > [part='plot'] {
    display: grid;
    container-type: size;
  }

  .lying [role='img'],
  .lying [role='slider'] {
    grid-area: 1 / 1;
  }

  .lying [role='slider'] {
    position: sticky;
    z-index: 1;
    height: 100cqh;
  }

  /* Never seen: its colours are read, and a change of theme shows as a transition of them. */
  .probe {
    position: absolute;
    visibility: hidden;
    forced-color-adjust: none;
    color: var(--_text);
    background: var(--_surface);
    outline: 1px solid var(--_muted);
    border: 0 solid var(--_border);
    fill: var(--_series-1);
    stroke: var(--_series-2);
    stop-color: var(--_series-3);
    flood-color: var(--_series-4);
    lighting-color: var(--_series-5);
    caret-color: var(--_series-6);
    transition: 1ms;
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
    background: var(--bar);
  }

  :is(.line, .area) .swatch:not(.partial) {
    width: 22px;
    height: 3px;
    border-radius: 0;
    background: var(--line);
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

  /* System colours are few, and some alike: lines are told apart by their dashes, too. Lines behind the picture are faint. */
  @media (forced-colors: active) {
    .probe {
      border-color: color-mix(in srgb, CanvasText 30%, Canvas);
    }

    :is(.line, .area) .swatch:not(.partial) {
      background: var(--dashes);
    }
  }

  /* Paper doesn't scroll, and may be narrower than the screen. */
  @media print {
    .twin:not(.visually-hidden) {
      overflow: visible;
    }

    [part='body']:has(> .twin:not(.visually-hidden), .lying),
    .lying {
      flex: none;
    }

    .lying > [part='plot'] {
      position: static;
      contain: none;
      container-type: normal;
      overflow: visible;
    }

    .lying [role='slider'] {
      height: auto;
    }

    .uplot,
    .u-wrap {
      max-width: 100%;
      height: auto !important;
    }

    .uplot canvas {
      height: auto;
    }

    .uplot > canvas {
      display: none;
    }
  }
`;
