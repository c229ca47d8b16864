import { css } from 'lit';
import { pictureStyles } from '../core/visual/visual.styles.ts';
import { uplotStyles } from './uplot.styles.ts';

/** Styles of legend, picture and table. */
export const styles = css`
  ${pictureStyles}
  ${uplotStyles}

  /* A positioned element would be painted over the canvases before it, in a layer of its own. */
  [part='base']:not([aria-busy='true']) {
    position: static;
  }

  [part='body'] {
    position: relative;
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

  /* Focus ring of the keyboard, above the picture and transparent to the pointer. */
  [role='slider'] {
    position: absolute;
    inset: 0;
    outline-offset: -2px;
    border-radius: 4px;
    pointer-events: none;
  }

  /* Horizontal bars may be scrolled; the focus ring stays. */
  .horizontal > [part='plot'] {
    display: grid;
    container-type: size;
  }

  .horizontal [role='img'],
  .horizontal [role='slider'] {
    grid-area: 1 / 1;
  }

  .horizontal [role='slider'] {
    position: sticky;
    z-index: 1;
    height: 100cqh;
  }

  /* Hidden. The canvas theme is read from its colours; a transition of them reports a change of theme. */
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

  .swatch.dashed,
  :is(.line, .area) .swatch.dashed {
    width: 22px;
    height: 0;
    border-radius: 0;
    border-top: 1.5px dashed var(--_text);
    background: none;
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

  .table-box:not(.visually-hidden) {
    flex: 1;
    min-height: 0;
    overflow: auto;
    scrollbar-width: thin;
  }

  /* System colours are few and may be equal: lines have dashes, and grid lines are faint. */
  @media (forced-colors: active) {
    .probe {
      border-color: color-mix(in srgb, CanvasText 30%, Canvas);
    }

    :is(.line, .area) .swatch:not(.partial) {
      background: var(--dashes);
    }
  }

  /* Print doesn't scroll, and may be narrower than the screen: pictures keep their proportions. */
  @media print {
    .table-box:not(.visually-hidden) {
      overflow: visible;
    }

    [part='body'],
    .frame {
      flex: none;
    }

    .frame > [part='plot'] {
      position: static;
      contain: none;
      container-type: normal;
      overflow: visible;
    }

    .frame [role='slider'] {
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
