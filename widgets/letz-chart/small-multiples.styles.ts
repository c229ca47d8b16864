import { css } from 'lit';

/** Styles of small multiples. */
export const styles = css`
  .multiples {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 220px), 1fr));
    gap: 16px;
    background: var(--_surface);
  }

  /* As high as all charts. */
  [part='body']:has(> .multiples) {
    flex: none;
  }

  .panel {
    min-width: 0;
    break-inside: avoid;
  }

  .panel h3 {
    margin: 0 0 4px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 0.8571em;
    font-weight: 600;
  }

  .panel letz-chart {
    --letz-chart-height: 130px;
  }

  .panel letz-chart::part(base) {
    padding: 0;
    border: 0;
    background: none;
  }

  .panel letz-chart::part(header),
  .panel letz-chart::part(footer),
  .panel letz-chart::part(truncation) {
    display: none;
  }

  p.note {
    margin: 0;
    color: var(--_muted);
    font-size: 0.8571em;
  }
`;
