import { css } from 'lit';

/** The room for a chart, heatmap or funnel, which it has before there is something to show. */
export const pictureRoom = css`
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

/** Begins to load what charts, heatmaps and funnels share: else it would be asked for only when their own is there. */
export const loadPictureParts = (): Promise<unknown> => import('./visual.styles.ts');
