import { css } from 'lit';

/** Styles of `theme="paper"`, for a widget or for all widgets in a context. */
export const paper = css`
  :host([theme='paper']) {
    --letz-surface: light-dark(#fbfaf7, #1c1b19);
    --letz-raised: light-dark(#f1eee7, #292724);
    --letz-text: light-dark(#22201c, #edeae4);
    --letz-muted: light-dark(#6a655b, #aba598);
    --letz-border: light-dark(#e2ddd2, #393630);
    --letz-accent: light-dark(#8a4b14, #e3a76f);
    --letz-font: ui-serif, Georgia, serif;
    --letz-radius: 3px;
  }
`;
