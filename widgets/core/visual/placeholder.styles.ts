import { css } from 'lit';

/** Body of a chart, heatmap or funnel, which has its size before there is data. */
export const pictureBox = css`
  [part='body'] {
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-height: 0;
  }

  [part='loading'] {
    flex: 1;
    min-height: 0;
  }
`;

/** Loads what charts, heatmaps and funnels share, in parallel with a view that imports it. */
export const loadVisual = (): Promise<unknown> => import('./visual.styles.ts');
